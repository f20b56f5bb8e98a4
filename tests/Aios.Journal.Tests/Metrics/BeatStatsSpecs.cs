using Aios.Journal.Metrics;

namespace Aios.Journal.Tests.Metrics;

public sealed class BeatStatsSpecs
{
    [Fact]
    public void Without_samples_everything_is_zero() => Assert.Equal(new BeatStats(0, 0, 0, 0, 0, 0, 0, 0, 0), BeatStats.Of([]));

    [Fact]
    public void Percentiles_are_taken_by_rank_and_shares_count_what_is_below()
    {
        var stats = BeatStats.Of(Enumerable.Range(1, 100).Reverse().Select(ms => new MetricSample(0, ms, 0, 0, 0, 0, MetricFlags.None)));

        Assert.Equal(new BeatStats(100, 50.5, 50, 95, 99, 100, 0.04, 0.09, 0.49), stats);
    }

    [Fact]
    public void One_sample_is_every_percentile()
    {
        var stats = BeatStats.Of([new MetricSample(0, 7, 0, 0, 0, 0, MetricFlags.None)]);

        Assert.Equal(new BeatStats(1, 7, 7, 7, 7, 7, 0, 1, 1), stats);
    }
}
