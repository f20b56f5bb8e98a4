using System.Globalization;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>What opening the log found.</summary>
/// <param name="Records">Records read and verified.</param>
/// <param name="VouchedSeq">Up to this one a checkpoint vouched for them instead; 0 without one.</param>
/// <param name="LastSeq">0 in an empty log.</param>
/// <param name="LastHash">base64url, without padding.</param>
/// <param name="CutFile">The file whose torn tail was cut; null when there was none.</param>
/// <param name="CutBytes">Bytes of the record, or batch, that a crash left incomplete: it was never acknowledged.</param>
public sealed record RecoveryReport(long Records, long VouchedSeq, long LastSeq, string LastHash, string? CutFile, long CutBytes)
{
    /// <summary>The file that holds what was cut; null when nothing was.</summary>
    public string? CutKept { get; init; }

    /// <summary>Days whose names came from a clock that had gone ahead, with their new names.</summary>
    public IReadOnlyList<string> Renamed { get; init; } = [];
}

/// <summary>Verifies the log at start, hands out what it holds, cuts a torn tail, and brings the rest of it to disk.</summary>
internal sealed class LogRecovery(DataFolder folder, EventLogOptions options)
{
    private const int WrittenBackAtOnce = 1024 * 1024;
    private const int CutsKept = 8;

    private readonly LineMaterial _material = new();
    private readonly LineFilter _wanted = new(Wanted(options));
    private readonly RecentIds _ids = new();
    private readonly List<(UInt128 Key, long Seq)> _keysAfterCheckpoint = [];
    private readonly DateTimeOffset _now = options.Time.GetUtcNow();
    private readonly TimeSpan _uptime = options.Time.GetElapsedTime(0);
    private DateOnly _remembered;

    private string? _cutKept;

    public LogPass Pass { get; } = new(folder, TornBatch.MostBytes(options.Settings));

    /// <param name="isAlone">Nothing is read on another thread.</param>
    /// <exception cref="LogCorruptException">A record before the tail is damaged.</exception>
    public (RecoveryReport Report, RecalledIds Ids) Run(bool isAlone)
    {
        ArchiveRecovery.Run(folder);
        var renamed = StrayDays.Settle(folder, DateOnly.FromDateTime(_now.UtcDateTime));
        _remembered = RecentIds.FirstDay(LogDay.List(folder), _now);
        var checkpoint = LogCheckpoint.Read(folder);
        var vouched = checkpoint?.Seq ?? 0;
        using (var visiting = new VisitorThread(options.Visitor ?? (_ => { })))
        {
            if (checkpoint is not null && options.Visitor is not null)
                foreach (var record in new EventLogReader(folder, () => vouched).Query(Wanted(options)))
                    visiting.Take(record);
            if (Pass.Run(long.MaxValue, Visitor(visiting, checkpoint is not null), checkpoint) is { } fault)
                throw new LogCorruptException(fault);
            visiting.Finish();
        }
        if (Pass.NewestFile is { } newest && Pass.NewestLength + Pass.TornBytes > 0)
            Settle(newest, checkpoint is { } known && DayFiles.NameOf(known.Day) == newest ? known.Length : 0);
        var cutFile = Pass.TornBytes > 0 ? Pass.NewestFile : null;
        var report = new RecoveryReport(Pass.Records, vouched, Pass.Chain.Seq, Pass.Chain.HashText, cutFile, Pass.TornBytes)
        {
            CutKept = _cutKept,
            Renamed = renamed,
        };
        return (report, Recall(checkpoint, isAlone));
    }

    private static EventFilter Wanted(EventLogOptions options) =>
        new()
        {
            FromSeq = options.VisitorAfter + 1,
            AnyOfTypes = options.VisitorTypes,
            OrAtLeast = options.VisitorSeverity,
        };

    private LineVisitor Visitor(VisitorThread visiting, bool isAfterCheckpoint)
    {
        return Visit;

        void Visit(LogDay day, in LogLine line)
        {
            if (day.Day >= _remembered && RecentIds.MayBeSupplied(line))
                Remember(RecentIds.KeyOf(line.Source, line.Id), line.Seq);
            if (line.Seq > options.VisitorAfter && options.Visitor is not null && _wanted.KindFits(line))
                visiting.Take(_material.Event(line));
        }

        void Remember(UInt128 key, long seq)
        {
            if (isAfterCheckpoint)
                _keysAfterCheckpoint.Add((key, seq));
            else
                _ids.Add(key, seq, _uptime);
        }
    }

    private RecalledIds Recall(LogCheckpoint? checkpoint, bool isAlone) =>
        checkpoint is null
            ? new RecalledIds(_ids)
            : new RecalledIds(folder, checkpoint.Seq, _keysAfterCheckpoint, _remembered, _uptime, isAlone);

    // Whoever wrote the newest records may have been killed before its sync. They are read, so they will be acted on: they have to last.
    private void Settle(string newest, long vouched)
    {
        using var file = folder.OpenAppend(newest);
        if (Pass.TornBytes > 0)
            _cutKept = Keep(newest);
        // Also where it ends already: a cut that everybody sees is not on the disk when the sync after it has failed.
        file.Truncate(Pass.NewestLength);
        WriteBack(file, newest, Math.Max(vouched, Pass.NewestLength - options.Settings.MaxQueuedBytes));
        file.Sync();
    }

    /// <summary>Puts what is to be cut beside the log, on disk when this returns: should it have been more than a torn end, it is not lost.</summary>
    private string Keep(string newest)
    {
        var bytes = new byte[Pass.TornBytes];
        using (var torn = folder.OpenRead(newest))
            for (var at = 0; at < bytes.Length && torn.Read(bytes.AsSpan(at), Pass.NewestLength + at) is > 0 and var read; )
                at += read;
        var name = string.Create(CultureInfo.InvariantCulture, $"{newest}{DayFiles.CutMark}{Pass.NewestLength:d15}");
        folder.Replace(name, bytes);
        var kept = folder.List(DayFiles.Folder).Where(each => each.Contains(DayFiles.CutMark, StringComparison.Ordinal));
        foreach (var old in kept.Where(each => each != name).SkipLast(CutsKept - 1))
            folder.Delete(old);
        return name;
    }

    /// <summary>
    /// Writes once more what may never have been synced, one batch at most. A sync that failed marks its pages clean: what they hold is in
    /// memory alone, and no later sync brings it to disk.
    /// </summary>
    private void WriteBack(DataFile file, string name, long from)
    {
        using var readable = folder.OpenRead(name);
        var buffer = new byte[Math.Min(WrittenBackAtOnce, Math.Max(0, Pass.NewestLength - from))];
        for (var at = Math.Max(0, from); at < Pass.NewestLength; )
        {
            var part = readable.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, Pass.NewestLength - at)), at);
            if (part == 0)
                return;
            file.Write(buffer.AsSpan(0, part), at);
            at += part;
        }
    }
}
