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
    public static BeatStats Of(IEnumerable<MetricSample> samples)
    {
        var times = samples.Select(sample => sample.BeatMs).ToArray();
        if (times.Length == 0)
            return new(0, 0, 0, 0, 0, 0, 0, 0, 0);
        Array.Sort(times);
        return new(times.Length, times.Average(), Rank(0.50), Rank(0.95), Rank(0.99), times[^1], Under(5), Under(10), Under(50));

        double Rank(double share) => times[Math.Max(0, (int)Math.Ceiling(times.Length * share) - 1)];
        double Under(double bound) => (double)times.Count(time => time < bound) / times.Length;
    }
}
