namespace Aios.Loop.Surface.Measures;

/// <summary>How many of what was measured lie within which bound. For any thread; to add allocates nothing.</summary>
public sealed class Spread
{
    private readonly double[] _bounds;
    private readonly long[] _counts;
    private double _sum;

    /// <param name="bounds">Upper ones, each within its own part; growing. One more part has no bound.</param>
    public Spread(params double[] bounds)
    {
        _bounds = bounds;
        _counts = new long[bounds.Length + 1];
    }

    /// <summary>For what takes from a tenth of a millisecond to ten seconds; in seconds.</summary>
    public static Spread OfAnswers() => new(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10);

    /// <summary>For what takes from a tenth of a second to an hour; in seconds.</summary>
    public static Spread OfWork() => new(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600);

    public void Add(double value)
    {
        var part = 0;
        while (part < _bounds.Length && value > _bounds[part])
            part++;
        lock (_counts)
        {
            _counts[part]++;
            _sum += value;
        }
    }

    /// <summary>As it is now.</summary>
    /// <returns>For each bound, the last of which is positive infinity, how many lie within it; and the sum of all.</returns>
    public (IReadOnlyList<(double Bound, long Within)> Parts, double Sum) Read()
    {
        lock (_counts)
        {
            var (parts, within) = (new (double, long)[_counts.Length], 0L);
            for (var part = 0; part < parts.Length; part++)
                parts[part] = (part < _bounds.Length ? _bounds[part] : double.PositiveInfinity, within += _counts[part]);
            return (parts, _sum);
        }
    }
}
