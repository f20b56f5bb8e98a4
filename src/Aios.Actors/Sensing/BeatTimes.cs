namespace Aios.Actors.Sensing;

/// <summary>How long the last 4,096 beats took.</summary>
internal sealed class BeatTimes
{
    private readonly double[] _ring = new double[4096];
    private int _count;
    private int _next;

    public void Add(double ms)
    {
        _ring[_next] = ms;
        _next = (_next + 1) % _ring.Length;
        _count = Math.Min(_count + 1, _ring.Length);
    }

    /// <summary>By nearest rank, in milliseconds; zeros before the first beat.</summary>
    public (double P50, double P99, double Max) Percentiles()
    {
        if (_count == 0)
            return (0, 0, 0);
        var sorted = _ring.AsSpan(0, _count).ToArray();
        Array.Sort(sorted);
        return (sorted[Rank(0.5)], sorted[Rank(0.99)], sorted[^1]);

        int Rank(double share) => Math.Max(0, (int)Math.Ceiling(_count * share) - 1);
    }
}
