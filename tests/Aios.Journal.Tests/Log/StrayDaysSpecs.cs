using Aios.Journal.Log;
using Aios.Journal.Maintenance;

namespace Aios.Journal.Tests.Log;

/// <summary>The clock went ahead by years and came back.</summary>
public sealed class StrayDaysSpecs : IDisposable
{
    private static readonly TimeSpan Years = TimeSpan.FromDays(2_000);

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "14 15 16 17")]
    [InlineData(1, "14 15 16 17")]
    [InlineData(3, "14 15 16 19")]
    public void The_next_start_gives_a_day_of_the_future_the_name_of_today_or_of_the_first_day_that_is_free(int daysLater, string names)
    {
        _folder.FillDays(3, 10);
        Ahead(() => _folder.Fill(10));
        _folder.Time.Advance(TimeSpan.FromDays(daysLater));

        using (var log = _folder.Open())
        {
            Assert.Equal(40, log.Recovery.Records);
            Assert.Contains(
                "events/2031-09-06.jsonl is now events/2026-03-",
                Assert.Single(log.Recovery.Renamed),
                StringComparison.Ordinal
            );
            Assert.Null(ClockRules.Ahead(log.NewestDay, Wall));
            log.Append([Facts.Of(99)], _ => { });
        }

        Assert.Equal(names, Names());
        Assert.Equal(41, Verified());
        using var again = _folder.Open();
        Assert.Empty(again.Recovery.Renamed);
        Assert.Equal(41, again.Recovery.Records);
    }

    [Fact]
    public void Several_days_and_archives_keep_their_order_and_a_crash_between_them_is_no_harm()
    {
        _folder.FillDays(3, 10);
        Ahead(() => _folder.FillDays(5, 10));
        new LogKeeper(_folder.Data, JournalSettings.Default with { PlainDays = 2 }).Run(_folder.Day.AddDays(2_000));
        Assert.Equal(2, _folder.Data.List("events/archive", ".gz").Count(name => name.Contains("2031", StringComparison.Ordinal)));
        // As a crash after the first of them leaves it.
        _folder.Data.Rename("events/archive/2031-09-06.jsonl.gz", "events/archive/2026-03-17.jsonl.gz");
        _folder.Time.Advance(TimeSpan.FromDays(-4));

        using (var log = _folder.Open())
            Assert.Equal((80, 4), (log.Recovery.Records, log.Recovery.Renamed.Count));

        Assert.Equal("14 15 16 17 18 19 20 21", Names());
        Assert.Equal(80, Verified());
    }

    [Fact]
    public void A_clock_that_reads_earlier_than_the_whole_log_renames_nothing_and_is_told()
    {
        _folder.FillDays(3, 10);
        _folder.Time.SetWallClock(TimeSpan.FromDays(-9_000));

        using var log = _folder.Open();

        Assert.Empty(log.Recovery.Renamed);
        Assert.Equal("14 15 16", Names());
        Assert.Contains("2026-03-16", ClockRules.Ahead(log.NewestDay, Wall), StringComparison.Ordinal);
    }

    private long Wall => _folder.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Ahead(Action work)
    {
        _folder.Time.SetWallClock(Years);
        work();
        _folder.Time.SetWallClock(-Years);
    }

    private string Names() =>
        string.Join(' ', LogDay.List(_folder.Data).Select(day => day.Day.Year == 2026 ? $"{day.Day.Day}" : DayFiles.Text(day.Day)));

    private long Verified()
    {
        var report = new EventLogReader(_folder.Data).Verify();
        Assert.Null(report.Fault);
        return report.Records;
    }
}
