using Aios.Journal.Metrics;
using Aios.Loop.Surface;

namespace Aios.Journal.Tests.Metrics;

public sealed class BeatDaysSpecs : IDisposable
{
    private const long Midnight = 1_773_532_800;

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_day_with_beats_has_its_own_figures_by_nearest_rank()
    {
        var history = new MetricHistory(_folder.Data);
        for (var at = 1; at <= 100; at++)
            history.Add(Beat(Midnight - 1_000 + at, 101 - at, at <= 3 ? MetricFlags.Alert : MetricFlags.Degraded));
        history.Add(Beat(Midnight, 7, MetricFlags.None));
        history.Flush();

        var days = BeatDays.Read(_folder.Data, Midnight * 1000, 2);

        Assert.Equal(
            [
                new BeatDay(new DateOnly(2026, 3, 14), 100, (Midnight - 900) * 1000, 1, 50, 99, 100, 3, 20, 40, 0.5, double.NaN),
                new BeatDay(new DateOnly(2026, 3, 15), 1, Midnight * 1000, 7, 7, 7, 7, 0, 20, 40, 0.5, double.NaN),
            ],
            days
        );
    }

    [Fact]
    public void Only_the_days_that_were_asked_for_are_read_and_one_without_beats_is_left_out()
    {
        var history = new MetricHistory(_folder.Data);
        foreach (var day in (int[])[-3, -1, 0])
            history.Add(Beat(Midnight + day * 86_400, 1, MetricFlags.None));
        history.Flush();

        Assert.Equal([14, 15], BeatDays.Read(_folder.Data, Midnight * 1000, 3).Select(beats => beats.Day.Day));
        Assert.Equal([12, 14, 15], BeatDays.Read(_folder.Data, Midnight * 1000, 4).Select(beats => beats.Day.Day));
        Assert.Equal([15], BeatDays.Read(_folder.Data, (Midnight + 86_399) * 1000, 1).Select(beats => beats.Day.Day));
    }

    [Fact]
    public void A_mean_counts_what_was_measured()
    {
        var day = BeatDays.Of([
            Beat(1, 1, MetricFlags.None) with
            {
                FullestDisk = 30,
            },
            Beat(2, 1, MetricFlags.None),
            Beat(3, 1, MetricFlags.None) with
            {
                FullestDisk = 50,
            },
        ]);
        Assert.Equal(40, day!.FullestDiskPercent);
        Assert.Null(BeatDays.Of([]));
    }

    private static MetricSample Beat(long time, double ms, MetricFlags flags) => new(time, ms, 20, 40, 0.5, double.NaN, flags);
}
