namespace Aios.Journal.Metrics;

/// <summary>How long beats took. Times in milliseconds, shares from 0 to 1; percentiles by nearest rank; all zero without samples.</summary>
public sealed record BeatStats(
    int Count,
    double Mean,
    double P50,
    double P95,
    double P99,
    double Max,
    double Under5Ms,
    double Under10Ms,
    double Under50Ms
)
{
    /// <summary>The same for each of so many equal spans of a range of time, oldest first.</summary>
    /// <param name="from">Seconds since the Unix epoch; before <paramref name="to"/>, which is not in it. What lies outside is left out.</param>
    public static IReadOnlyList<BeatStats> Spans(IEnumerable<MetricSample> samples, long from, long to, int count)
    {
        var times = Enumerable.Range(0, count).Select(_ => new List<double>()).ToList();
        foreach (var sample in samples)
            if (sample.Time >= from && sample.Time < to)
                times[(int)((sample.Time - from) * count / (to - from))].Add(sample.BeatMs);
        return [.. times.Select(each => Of([.. each]))];
    }

    public static BeatStats Of(IEnumerable<MetricSample> samples) => Of([.. samples.Select(sample => sample.BeatMs)]);

    private static BeatStats Of(double[] times)
    {
        if (times.Length == 0)
            return new(0, 0, 0, 0, 0, 0, 0, 0, 0);
        Array.Sort(times);
        return new(times.Length, times.Average(), Rank(0.50), Rank(0.95), Rank(0.99), times[^1], Under(5), Under(10), Under(50));

        double Rank(double share) => times[Math.Max(0, (int)Math.Ceiling(times.Length * share) - 1)];
        double Under(double bound) => (double)times.Count(time => time < bound) / times.Length;
    }
}
