using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Tests.Maintenance;

public sealed class RetiredDaySpecs : IDisposable
{
    private static readonly JournalSettings Settings = JournalSettings.Default with { PlainDays = 2, KeepDays = 5 };

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_day_that_somebody_needs_stays_with_all_days_after_it_and_is_archived_like_others()
    {
        _folder.FillDays(9, 10);
        var retirement = new FakeRetirement { NeededAfter = 15 };

        var report = Run(retirement);

        Assert.Equal(["2026-03-14"], report.Deleted);
        Assert.Equal(["2026-03-15", "2026-03-16"], report.Held);
        Assert.Equal(["2026-03-15", "2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"], report.Archived);
        Assert.Equal([(10L, 10)], retirement.TakenOver);
        Assert.Equal(new LogFloor(10, 1_773_532_800_000), LogFloor.Of(_folder.Data));

        retirement.NeededAfter = long.MaxValue;
        Assert.Equal(["2026-03-15", "2026-03-16"], Run(retirement).Deleted);
        Assert.Equal([(10L, 10), (20, 10), (30, 10)], retirement.TakenOver);
    }

    [Fact]
    public void A_day_that_cannot_be_taken_over_is_not_deleted_and_told_again()
    {
        _folder.FillDays(9, 10);
        var retirement = new FakeRetirement { Fault = new IOException("the disk is full") };
        Assert.Throws<IOException>(() => Run(retirement));
        Assert.Equal(1, new EventLogReader(_folder.Data).Verify().FirstSeq);

        retirement.Fault = null;
        Assert.Equal(3, Run(retirement).Deleted.Count);
        Assert.Equal([(10L, 10), (10, 10), (20, 10), (30, 10)], retirement.TakenOver);
    }

    private MaintenanceReport Run(IRetirement retirement) => new LogKeeper(_folder.Data, Settings).Run(_folder.Day, retirement);

    private sealed class FakeRetirement : IRetirement
    {
        public long NeededAfter { get; set; } = long.MaxValue;
        public Exception? Fault { get; set; }
        public List<(long LastSeq, int Records)> TakenOver { get; } = [];

        public void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq)
        {
            TakenOver.Add((lastSeq, records.Count()));
            if (Fault is not null)
                throw Fault;
        }
    }
}
