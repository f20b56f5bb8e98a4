namespace Aios.Engine.Timing;

/// <summary>Random draws of one system: with a seed the same ones at every run, in the order they are asked for.</summary>
internal sealed class Chance(long seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = seed == 0 ? new Random() : new Random(seed.GetHashCode());

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        lock (_lock)
            return _random.NextDouble();
    }
}
