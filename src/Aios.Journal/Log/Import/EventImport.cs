using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log.Import;

/// <summary>Appends events of an older version to the log of a node that does not run. The folder's lock must be held.</summary>
/// <remarks>
/// They keep id and time, their source begins with <c>import/</c>, and nobody acts on them. They go where every new record goes: to the
/// newest day, with the next sequence numbers, whatever their own time is. The memory that it takes does not grow with what is imported.
/// </remarks>
public sealed class EventImport(DataFolder folder, NodeIdentity node, TimeProvider time)
{
    private const int BatchRecords = 500;

    // Figures come also while there is nothing to store.
    private const int LinesPerFigure = 10_000;

    // An append larger than a batch of the log, torn by a power cut, would be taken for damage.
    private const int BatchBytes = 512 * 1024;
    private const int LongestLine = 2 * 1024 * 1024;

    /// <param name="source">Read forward to its end.</param>
    /// <param name="rejected">Hears of each line that cannot be read: its number, why, and its text (up to 2 MiB).</param>
    /// <param name="progress">Called after each batch, and now and then between, with the bytes read so far and the figures so far.</param>
    /// <exception cref="IOException">The log does not take them; what is stored so far is not stored again by the next import.</exception>
    /// <exception cref="LogCorruptException">The log is damaged; nothing was imported.</exception>
    public async Task<ImportReport> Run(
        Stream source,
        Action<long, string, ReadOnlyMemory<byte>> rejected,
        Action<long, ImportReport> progress,
        CancellationToken cancel
    )
    {
        var options = new EventLogOptions(node, time)
        {
            VisitorTypes = [],
            Settings = new() { ReserveBytes = ReserveFile.KeptBy(folder) },
        };
        using var log = EventLog.Open(folder, options);
        using var known = Known();
        using var lines = new BoundedLines(source, LongestLine);
        var batch = new List<Event>(BatchRecords);
        var bytes = 0;
        var report = new ImportReport(0, 0, 0, 0);
        while (lines.Next())
        {
            cancel.ThrowIfCancellationRequested();
            if (lines.Current.Span.Trim(" \t"u8).IsEmpty)
                continue;
            report = report with { Lines = report.Lines + 1 };
            var (fact, reason) = lines.IsTooLong
                ? (null, $"longer than {LongestLine} bytes")
                : ImportedEvent.Read(WithoutMark(lines.Current.Span, lines.Number), lines.Number);
            if (fact is null)
            {
                rejected(lines.Number, reason!, lines.Current);
                report = report with { Rejected = report.Rejected + 1 };
            }
            else if (!known.Add(RecentIds.KeyOf(fact)))
                report = report with { Known = report.Known + 1 };
            else
            {
                batch.Add(fact);
                bytes += lines.Current.Length;
            }
            if (batch.Count < BatchRecords && bytes < BatchBytes && report.Lines % LinesPerFigure != 0)
                continue;
            bytes = 0;
            report = await Append(log, batch, report);
            progress(lines.BytesRead, report);
        }
        report = await Append(log, batch, report);
        progress(lines.BytesRead, report);
        return report;
    }

    private static async Task<ImportReport> Append(EventLog log, List<Event> batch, ImportReport report)
    {
        if (await log.Append([.. batch]) is AppendResult.Refused refused)
            throw new IOException($"after {report.Imported} events: {refused.Refusal}");
        var next = report with { Imported = report.Imported + batch.Count };
        batch.Clear();
        return next;
    }

    /// <summary>All that was imported before and is still kept.</summary>
    private ImportedKeys Known()
    {
        var known = new ImportedKeys(folder);
        foreach (var day in LogDay.List(folder))
        {
            using var scanner = day.Open(folder);
            while (scanner is not null && scanner.Next())
                if (LogLine.TryParse(scanner.Current, out var line) && line.Source.StartsWith("import/"u8))
                    known.Add(RecentIds.KeyOf(line.Source, line.Id));
        }
        return known;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line, long number) =>
        number == 1 && line.StartsWith(System.Text.Encoding.UTF8.Preamble) ? line[3..] : line;
}

/// <summary>What an import did.</summary>
/// <param name="Lines">Lines that hold anything.</param>
/// <param name="Known">Events that an earlier line or an earlier import had brought.</param>
/// <param name="Rejected">Lines that are no events.</param>
public sealed record ImportReport(long Lines, long Imported, long Known, long Rejected);
