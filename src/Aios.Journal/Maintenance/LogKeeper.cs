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
    private volatile string? _trouble;

    /// <summary>Called after each step that a crash could follow; for specs.</summary>
    internal Action<string> Point { get; init; } = _ => { };

    /// <summary>What kept the last run from something, for people; null when nothing did. From any thread.</summary>
    public string? Trouble => _trouble;

    /// <summary>
    /// Archives, summarises and deletes what is due on this day. The folder's lock must be held; one at a time. What fails with one day is
    /// in the report and keeps it from none of the others; but no day is deleted behind one that is kept.
    /// </summary>
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
        var due = DueForDeletion(days, today);
        var mayDelete = true;
        // The newest day is the writer's, however old it is.
        foreach (var day in days.SkipLast(1))
        {
            var isDue = day.Day <= due;
            if (isDue && mayDelete)
            {
                DayCounts? counts = null;
                var chain = new HashChain();
                mayDelete = Guarded(ref report, day, so => Count(day, chain, out counts, so));
                if (!mayDelete)
                    continue;
                if (Delete(day, chain, counts!, report, retirement) is { } shorter)
                {
                    report = shorter;
                    continue;
                }
                mayDelete = false;
                report = Hold(day, report);
            }
            else if (isDue && report.Held.Count > 0)
                report = Hold(day, report);
            if (day.IsPlain && day.Day < today.AddDays(-settings.PlainDays))
                Guarded(ref report, day, so => Archive(day.Day, so));
        }
        IndexFile.DeleteOrphans(folder);
        foreach (var day in LogDay.List(folder).Where(day => !day.IsPlain))
            Guarded(ref report, day, so => Index(day, so));
        report = report with
        {
            MetricDaysDeleted = [.. MetricHistory.Prune(folder, today.AddDays(-settings.MetricDays), settings.MetricDays)],
        };
        _trouble = report.Faults.Count > 0 ? string.Join(" ", report.Faults) : null;
        return report;
    }

    /// <summary>There is no run, and why; until the next one this is the trouble.</summary>
    public void Refuse(string why) => _trouble = why;

    /// <summary>Ends a run soon, from any thread, for good: the node stops.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>
    /// The newest day that may be deleted: the clock must say so, and more than so many later days must hold records. A clock that went
    /// ahead by years makes one day, not thirty.
    /// </summary>
    private DateOnly DueForDeletion(IReadOnlyList<LogDay> days, DateOnly today)
    {
        var (later, old) = (0, today.AddDays(-settings.KeepDays - 1));
        for (var i = days.Count - 1; i >= 0; i--)
        {
            if (later > settings.KeepDays)
                return days[i].Day < old ? days[i].Day : old;
            later += HoldsRecords(days[i]) ? 1 : 0;
        }
        return DateOnly.MinValue;
    }

    private bool HoldsRecords(LogDay day)
    {
        try
        {
            using var scanner = day.Open(folder);
            return scanner is not null && scanner.Next();
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>False when it failed: that is in the report.</summary>
    private static bool Guarded(ref MaintenanceReport report, LogDay day, Func<MaintenanceReport, MaintenanceReport> work)
    {
        try
        {
            report = work(report);
            return true;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            var fault = error is LogCorruptException ? error.Message : $"{day.Name}: {error.Message.TrimEnd('.')}.";
            report = report with { Faults = [.. report.Faults, fault] };
            return false;
        }
    }

    private static MaintenanceReport Hold(LogDay day, MaintenanceReport report) =>
        report with
        {
            Held = [.. report.Held, DayFiles.Text(day.Day)],
        };

    private MaintenanceReport Index(LogDay day, MaintenanceReport report)
    {
        using var reading = DayReading.Open(folder, day);
        if (reading?.IndexedLength() == 0)
            DayIndexer.Rebuild(folder, day);
        return report;
    }

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

    private MaintenanceReport Count(LogDay day, HashChain chain, out DayCounts? counts, MaintenanceReport report)
    {
        if (DailySummary.NewestBefore(folder, day.Day) is { } before)
            chain.MoveTo(before.LastSeq, before.LastHash);
        counts = DayCounts.Of(folder, day, chain, _stop.Token);
        return report;
    }

    /// <summary>Null: somebody needs it.</summary>
    private MaintenanceReport? Delete(LogDay day, HashChain chain, DayCounts counts, MaintenanceReport report, IRetirement? retirement)
    {
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

    /// <summary>What failed with single days, for people; the rest is done.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
