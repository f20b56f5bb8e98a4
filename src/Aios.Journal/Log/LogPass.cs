using System.Text.Json;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

internal delegate void LineVisitor(LogDay day, in LogLine line);

/// <summary>One pass over all days, checking the chain from what the summaries of deleted days say. Memory stays flat.</summary>
/// <param name="mostTorn">Bytes at the end of the newest file that may be a batch which never was acknowledged.</param>
internal sealed class LogPass(DataFolder folder, long mostTorn)
{
    /// <summary>What a fault names when a day was listed and is no more.</summary>
    public const string Gone = "the file";

    public HashChain Chain { get; } = new();

    public long Records { get; private set; }

    /// <summary>The first sequence number that is kept; 1 in an empty log.</summary>
    public long FirstSeq { get; private set; } = 1;

    /// <summary>The file to append to; null in an empty log.</summary>
    public string? NewestFile { get; private set; }

    /// <summary>Length of the newest file up to its last complete record.</summary>
    public long NewestLength { get; private set; }

    /// <summary>Bytes of an incomplete record, or batch, at the end of the newest file.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Gives the first fault, or null. Reads no further than <paramref name="upTo"/>.</summary>
    /// <param name="from">What it vouches for is not read.</param>
    public LogFault? Run(long upTo, LineVisitor? visit, LogCheckpoint? from = null)
    {
        var days = LogDay.List(folder);
        if (DailySummary.NewestBefore(folder, days.Count > 0 ? days[0].Day : DateOnly.MaxValue) is { } summary)
        {
            Chain.MoveTo(summary.LastSeq, summary.LastHash);
            FirstSeq = summary.LastSeq + 1;
            // No file that is appended to may have the name of a day that is closed.
            NewestFile = DayFiles.NameOf(summary.Day.AddDays(1));
        }
        if (from is not null)
            Chain.MoveTo(from.Seq, from.Hash);
        for (var i = 0; i < days.Count && Chain.Seq < upTo; i++)
        {
            if (days[i].Day < from?.Day)
                continue;
            (NewestFile, NewestLength) = (days[i].IsPlain ? days[i].Name : DayFiles.NameOf(days[i].Day.AddDays(1)), 0);
            if (Read(days[i], from?.Day == days[i].Day ? from.Length : 0, isNewest: i == days.Count - 1, upTo, visit) is { } fault)
                return fault;
        }
        return null;
    }

    private LogFault? Read(LogDay day, long offset, bool isNewest, long upTo, LineVisitor? visit)
    {
        using var scanner = day.Open(folder, offset);
        if (scanner is null)
            return new(day.Name, 1, Chain.Seq + 1, Gone, "there", "deleted while it was to be read");
        try
        {
            return Read(day, scanner, offset, isNewest, upTo, visit);
        }
        catch (InvalidDataException error)
        {
            return new(day.Name, scanner.Line + 1, Chain.Seq + 1, "the archive", "a whole gzip file", error.Message);
        }
    }

    private LogFault? Read(LogDay day, LineScanner scanner, long offset, bool isNewest, long upTo, LineVisitor? visit)
    {
        while (Chain.Seq < upTo && scanner.Next())
        {
            if (Chain.Check(day.Name, scanner, out var line) is { } fault)
            {
                var start = offset + scanner.Offset - scanner.Current.Length - 1;
                if (!isNewest || !day.IsPlain || !TornBatch.HasHole(scanner.Current, start) || IsAcknowledged(day, start, upTo))
                    return fault;
                (NewestLength, TornBytes) = (start, LengthOf(day) - start);
                return null;
            }
            Records++;
            try
            {
                visit?.Invoke(day, line);
            }
            catch (JsonException error)
            {
                return new(day.Name, scanner.Line, line.Seq, "the form", "an event", error.Message);
            }
        }
        if (day.IsPlain)
            NewestLength = offset + scanner.Offset;
        if (Chain.Seq >= upTo || scanner.Left == 0)
            return null;
        if (!isNewest || !day.IsPlain || scanner.TooLong)
            return new(day.Name, scanner.Line + 1, Chain.Seq + 1, "the end", "a line feed", $"missing after {scanner.Left} bytes");
        TornBytes = scanner.Left;
        return null;
    }

    /// <summary>What begins there is of a record that somebody vouches for, or too far from the end to be anything else.</summary>
    private bool IsAcknowledged(LogDay day, long start, long upTo) =>
        upTo < long.MaxValue
        || LengthOf(day) - start > mostTorn
        || (LogCheckpoint.Read(folder) is { } known && known.Day == day.Day && start < known.Length);

    private long LengthOf(LogDay day)
    {
        using var file = folder.TryOpenRead(day.Name);
        return file?.Length ?? 0;
    }
}
