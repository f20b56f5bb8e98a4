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

    [Fact]
    public void Each_span_counts_its_own_beats_and_one_without_any_is_there_too()
    {
        long[] times = [9, 10, 14, 15, 27, 29, 30];
        var samples = times.Select(time => new MetricSample(time, time, 0, 0, 0, 0, MetricFlags.None));

        var spans = BeatStats.Spans(samples, from: 10, to: 30, count: 4);

        Assert.Equal([2, 1, 0, 2], spans.Select(span => span.Count));
        Assert.Equal([10, 15, 0, 27], spans.Select(span => span.P50));
        Assert.Equal([14, 15, 0, 29], spans.Select(span => span.Max));
    }
}
