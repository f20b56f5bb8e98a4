using Aios.Journal.Log;
using Aios.Journal.Log.Indexing;
using Aios.Journal.Metrics;
using Aios.Platform.Files;

namespace Aios.Journal.Maintenance;

/// <summary>Moves days from tier to tier: plain, archive, summary. It works beside the writer, which only ever touches the newest day.</summary>
public sealed class LogKeeper(DataFolder folder, JournalSettings settings)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();

    /// <summary>Called after each step that a crash could follow; for specs.</summary>
    internal Action<string> Point { get; init; } = _ => { };

    /// <summary>Archives, summarises and deletes what is due on this day. The folder's lock must be held; one at a time.</summary>
    /// <exception cref="LogCorruptException">The chain of a day is broken: it and all older days stay as they are.</exception>
    /// <exception cref="IOException">The disk failed; nothing is lost, the next run goes on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; likewise.</exception>
    /// <param name="retirement">Hears of each day before it is deleted; null: nobody has to.</param>
    public MaintenanceReport Run(DateOnly today, IRetirement? retirement = null)
    {
        lock (_gate)
            return Keep(today, retirement);
    }

    /// <summary>Runs the body while no day moves or goes, such as a copy of all of them; a run that is due waits for it.</summary>
    public T Undisturbed<T>(Func<T> body)
    {
        lock (_gate)
            return body();
    }

    /// <summary>Below it days are deleted, or were about to be when the node was killed.</summary>
    public LogFloor Floor => LogFloor.Of(folder);

    /// <summary>Asked to stop by <see cref="Stop"/>.</summary>
    public CancellationToken Stopping => _stop.Token;

    private MaintenanceReport Keep(DateOnly today, IRetirement? retirement)
    {
        ArchiveRecovery.Run(folder);
        var report = new MaintenanceReport([], [], [], 0, 0);
        var days = LogDay.List(folder);
        // The newest day is the writer's, however old it is.
        foreach (var day in days.SkipLast(1))
        {
            if (day.Day < today.AddDays(-settings.KeepDays))
            {
                if (report.Held.Count == 0 && Delete(day, report, retirement) is { } shorter)
                {
                    report = shorter;
                    continue;
                }
                report = report with { Held = [.. report.Held, DayFiles.Text(day.Day)] };
            }
            if (day.IsPlain && day.Day < today.AddDays(-settings.PlainDays))
                report = Archive(day.Day, report);
        }
        IndexFile.DeleteOrphans(folder);
        foreach (var day in LogDay.List(folder).Where(day => !day.IsPlain))
            using (var reading = DayReading.Open(folder, day))
                if (reading?.IndexedLength() == 0)
                    DayIndexer.Rebuild(folder, day);
        return report with { MetricDaysDeleted = [.. MetricHistory.Prune(folder, today.AddDays(-settings.MetricDays))] };
    }

    /// <summary>Ends a run soon, from any thread, for good: the node stops.</summary>
    public void Stop() => _stop.Cancel();

    private MaintenanceReport Archive(DateOnly day, MaintenanceReport report)
    {
        var (unfinished, plainBytes, bytes) = ArchiveFile.Write(folder, day, _stop.Token);
        Point("archive written");
        if (!ArchiveFile.Holds(folder, unfinished, day, _stop.Token))
            throw new IOException($"{unfinished} does not hold what {DayFiles.NameOf(day)} holds: the machine's memory or disk is unwell");
        folder.Rename(unfinished, DayFiles.ArchiveOf(day));
        Point("archive renamed");
        folder.Delete(DayFiles.NameOf(day));
        Point("plain file deleted");
        return report with
        {
            Archived = [.. report.Archived, DayFiles.Text(day)],
            PlainBytes = report.PlainBytes + plainBytes,
            ArchiveBytes = report.ArchiveBytes + bytes,
        };
    }

    /// <summary>Null: somebody needs it.</summary>
    private MaintenanceReport? Delete(LogDay day, MaintenanceReport report, IRetirement? retirement)
    {
        var chain = new HashChain();
        if (DailySummary.NewestBefore(folder, day.Day) is { } before)
            chain.MoveTo(before.LastSeq, before.LastHash);
        var counts = DayCounts.Of(folder, day, chain, _stop.Token);
        if (chain.Seq > (retirement?.NeededAfter ?? long.MaxValue))
            return null;
        if (counts.Records > 0)
            folder.Replace(DayFiles.SummaryOf(day.Day), counts.Write(chain, DailySummary.HashBefore(folder, day.Day)));
        Point("summary written");
        var records = new EventLogReader(folder).Query(new EventFilter { FromSeq = chain.Seq - counts.Records + 1, ToSeq = chain.Seq });
        if (counts.Records > 0)
            retirement?.TakeOver(records, chain.Seq);
        Point("taken over");
        folder.Delete(day.Name);
        Point("day deleted");
        return report with { Deleted = [.. report.Deleted, DayFiles.Text(day.Day)] };
    }
}

/// <summary>What one run of maintenance did. Days are <c>yyyy-MM-dd</c>.</summary>
/// <param name="Archived">Days whose plain file became an archive.</param>
/// <param name="Deleted">Days of which only the summary stays.</param>
/// <param name="PlainBytes">Size of what was archived, before.</param>
/// <param name="ArchiveBytes">The same, after.</param>
public sealed record MaintenanceReport(
    IReadOnlyList<string> Archived,
    IReadOnlyList<string> Deleted,
    IReadOnlyList<string> MetricDaysDeleted,
    long PlainBytes,
    long ArchiveBytes
)
{
    /// <summary>Days that are due to go and stay, because somebody still needs their records.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];
}
