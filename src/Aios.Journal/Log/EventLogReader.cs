using System.Text.Json;
using Aios.Journal.Log.Indexing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Reads the event log beside its writer, or without one. Needs no lock and changes nothing.</summary>
public sealed class EventLogReader
{
    private readonly DataFolder _folder;
    private readonly Func<long> _synced;
    private readonly bool _knowsSynced;
    private readonly long _mostTorn;

    /// <summary>Reads everything on disk; of a live node that may be a little more than is acknowledged.</summary>
    public EventLogReader(DataFolder folder)
        : this(folder, () => long.MaxValue) => _knowsSynced = false;

    internal EventLogReader(DataFolder folder, Func<long> synced, EventLogSettings? settings = null) =>
        (_folder, _synced, _knowsSynced, _mostTorn) = (folder, synced, true, TornBatch.MostBytes(settings ?? new()));

    /// <summary>The records that fit, oldest first, read while they are asked for.</summary>
    /// <exception cref="ArgumentException">The type pattern is none.</exception>
    /// <exception cref="LogCorruptException">Thrown by the enumeration at a line that is none of the log's.</exception>
    public IEnumerable<RecordedEvent> Query(EventFilter filter)
    {
        filter = filter with { ToSeq = Math.Min(filter.ToSeq, _synced()) };
        var lines = new LineFilter(filter);
        if (filter is { Last: { } last, First: null })
            return Newest(lines, filter, last);
        var found = Read(lines, filter);
        if (filter.First is { } first)
            found = found.Take(first);
        return filter.Last is { } end ? found.TakeLast(end) : found;
    }

    /// <summary>Everything from this sequence number on that is there now; ask again from the next one to follow the log.</summary>
    public IEnumerable<RecordedEvent> From(long seq) => Query(new EventFilter { FromSeq = seq });

    /// <summary>Checks the summaries of deleted days and every hash up to a record, by default up to the last acknowledged one.</summary>
    public VerifyReport Verify(long upToSeq = long.MaxValue)
    {
        var (pass, fault) = Check(Math.Min(upToSeq, _synced()));
        // Retention deleted a day between listing and reading it: what is left is checked again.
        for (var again = 0; again < 3 && fault is { What: LogPass.Gone }; again++)
            (pass, fault) = Check(Math.Min(upToSeq, _synced()));
        var first = pass.Records == 0 ? 0 : pass.FirstSeq;
        return new VerifyReport(pass.Records, first, pass.Chain.Seq, pass.Chain.HashText, pass.TornBytes, fault);
    }

    private (LogPass Pass, LogFault? Fault) Check(long upTo)
    {
        var pass = new LogPass(_folder, _mostTorn);
        return (pass, DailySummary.CheckAll(_folder) ?? pass.Run(upTo, null));
    }

    private IEnumerable<RecordedEvent> Read(LineFilter lines, EventFilter filter)
    {
        var days = LogDay.List(_folder);
        var material = new LineMaterial();
        for (var i = FirstDay(days, filter.FromSeq); i < days.Count && filter.ToSeq > 0; i++)
        {
            // A day that retention deleted meanwhile has nothing to show.
            using var reading = DayReading.Open(_folder, days[i]);
            foreach (var extent in reading?.Plan(lines.Blocks, isJoined: true) ?? [])
            foreach (var record in Read(reading!, extent, lines, filter, material))
                yield return record;
        }
    }

    /// <summary>From the newest block back, until there are enough.</summary>
    private IEnumerable<RecordedEvent> Newest(LineFilter lines, EventFilter filter, int last)
    {
        var parts = new Stack<RecordedEvent[]>();
        var material = new LineMaterial();
        var left = last;
        foreach (var day in LogDay.List(_folder).Reverse().TakeWhile(_ => left > 0))
        {
            using var reading = DayReading.Open(_folder, day);
            var extents = reading?.Plan(lines.Blocks, isJoined: false) ?? [];
            for (var i = extents.Count - 1; i >= 0 && left > 0; i--)
            {
                parts.Push([.. Read(reading!, extents[i], lines, filter, material).TakeLast(left)]);
                left -= parts.Peek().Length;
            }
        }
        foreach (var part in parts)
        foreach (var record in part)
            yield return record;
    }

    private IEnumerable<RecordedEvent> Read(DayReading reading, Extent extent, LineFilter lines, EventFilter filter, LineMaterial material)
    {
        using var scanner = reading.Scan(extent);
        var seq = 0L;
        while (Advance(reading.Day, scanner))
        {
            if (
                Next(reading.Day, extent, scanner, lines, material, filter.ToSeq, ref seq) is { } record
                && seq <= filter.ToSeq
                && Holds(filter, record)
            )
                yield return record;
            if (seq >= filter.ToSeq)
                yield break;
        }
    }

    private static bool Holds(EventFilter filter, RecordedEvent record) => filter.Where is not { } where || where(record);

    private static bool Advance(LogDay day, LineScanner scanner)
    {
        try
        {
            if (scanner.Next())
                return true;
        }
        catch (InvalidDataException error)
        {
            throw new LogCorruptException(new LogFault(day.Name, scanner.Line + 1, 0, "the archive", "a whole gzip file", error.Message));
        }
        return scanner.TooLong ? throw NoLine(day, scanner.Line + 1) : false;
    }

    /// <param name="seq">Of the line before, 0 when it is not known; then of this one.</param>
    private RecordedEvent? Next(
        LogDay day,
        Extent extent,
        LineScanner scanner,
        LineFilter filter,
        LineMaterial material,
        long toSeq,
        ref long seq
    )
    {
        try
        {
            if (LogLine.TryParse(scanner.Current, out var line))
            {
                var record = filter.Matches(line) ? material.Event(line) : null;
                seq = line.Seq;
                return record;
            }
        }
        catch (JsonException) { }
        // What the writer has synced is whole, or damaged.
        var isSynced = _knowsSynced && seq > 0 && seq < toSeq;
        // Else the next start cuts it off: to whoever reads before, the log ends here.
        seq = long.MaxValue;
        return !isSynced && IsTorn(day, extent, scanner) ? null : throw NoLine(day, scanner.Line);
    }

    private bool IsTorn(LogDay day, Extent extent, LineScanner scanner)
    {
        if (!day.IsPlain || day != LogDay.List(_folder)[^1])
            return false;
        var start = extent.Offset + scanner.Offset - scanner.Current.Length - 1;
        using var file = _folder.TryOpenRead(day.Name);
        return file is not null && file.Length - start <= _mostTorn && TornBatch.HasHole(scanner.Current, start);
    }

    private static LogCorruptException NoLine(LogDay day, long line) =>
        new(new LogFault(day.Name, line, 0, "the form", "a line of the event log, version 1", "something else"));

    /// <summary>The newest day that begins at or before the sequence number.</summary>
    private int FirstDay(IReadOnlyList<LogDay> days, long seq)
    {
        for (var i = days.Count - 1; i > 0 && seq > 1; i--)
        {
            using var scanner = days[i].Open(_folder);
            if (scanner is not null && Advance(days[i], scanner) && LogLine.TryParse(scanner.Current, out var line) && line.Seq <= seq)
                return i;
        }
        return 0;
    }
}

/// <summary>What a check of the whole chain found.</summary>
/// <param name="Records">Records whose hash is right.</param>
/// <param name="FirstSeq">The first that is kept; 0 when none is.</param>
/// <param name="LastHash">base64url, without padding.</param>
/// <param name="TornBytes">Bytes after the last complete line of the newest file: of a live node no fault.</param>
/// <param name="Fault">The first record or daily summary that is wrong; null when all are right.</param>
public sealed record VerifyReport(long Records, long FirstSeq, long LastSeq, string LastHash, long TornBytes, LogFault? Fault);
