using System.Buffers.Text;

namespace Aios.Journal.Log;

/// <summary>The members of one line, as the bytes between their quotes. Only lines written exactly in the log's format are understood.</summary>
internal ref struct LogLine
{
    public long Seq;
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Source;
    public long Timestamp;
    public ReadOnlySpan<byte> Severity;
    public ReadOnlySpan<byte> Priority;
    public ReadOnlySpan<byte> TraceId;
    public ReadOnlySpan<byte> CauseId;
    public ReadOnlySpan<byte> Node;
    public long Epoch;
    public ReadOnlySpan<byte> Payload;
    public ReadOnlySpan<byte> Prev;
    public ReadOnlySpan<byte> Hash;

    /// <summary>Takes a line without its line feed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogLine parsed)
    {
        parsed = default;
        if (line.Length < LineFormat.Seal || !parsed.TakeSeal(line[^LineFormat.Seal..]))
            return false;
        var rest = line[..^LineFormat.Seal];
        return Literal(ref rest, LineFormat.Start)
            && Number(ref rest, out parsed.Seq)
            && Literal(ref rest, LineFormat.Id)
            && Text(ref rest, out parsed.Id)
            && Literal(ref rest, LineFormat.Type)
            && Text(ref rest, out parsed.Type)
            && Literal(ref rest, LineFormat.Source)
            && Text(ref rest, out parsed.Source)
            && Literal(ref rest, LineFormat.Timestamp)
            && Number(ref rest, out parsed.Timestamp)
            && Literal(ref rest, LineFormat.Severity)
            && Text(ref rest, out parsed.Severity)
            && Literal(ref rest, LineFormat.Priority)
            && Text(ref rest, out parsed.Priority)
            && Literal(ref rest, "\""u8)
            && Optional(ref rest, LineFormat.TraceId, out parsed.TraceId)
            && Optional(ref rest, LineFormat.CauseId, out parsed.CauseId)
            && Literal(ref rest, LineFormat.Node)
            && Text(ref rest, out parsed.Node)
            && Literal(ref rest, LineFormat.Epoch)
            && Number(ref rest, out parsed.Epoch)
            && parsed.TakePayload(rest);
    }

    private bool TakeSeal(ReadOnlySpan<byte> seal)
    {
        if (!Literal(ref seal, LineFormat.Prev))
            return false;
        Prev = seal[..LineFormat.HashChars];
        seal = seal[LineFormat.HashChars..];
        if (!Literal(ref seal, "\""u8) || !Literal(ref seal, LineFormat.Hash))
            return false;
        Hash = seal[..LineFormat.HashChars];
        return seal[LineFormat.HashChars..].SequenceEqual(LineFormat.End);
    }

    private bool TakePayload(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return true;
        if (!Literal(ref rest, LineFormat.Payload))
            return false;
        Payload = rest;
        return !rest.IsEmpty;
    }

    private static bool Literal(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;
        rest = rest[expected.Length..];
        return true;
    }

    private static bool Number(scoped ref ReadOnlySpan<byte> rest, out long number)
    {
        if (!Utf8Parser.TryParse(rest, out number, out var read))
            return false;
        rest = rest[read..];
        return true;
    }

    private static bool Optional(scoped ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> member, out ReadOnlySpan<byte> text)
    {
        text = default;
        return !Literal(ref rest, member) || (Text(ref rest, out text) && Literal(ref rest, "\""u8));
    }

    /// <summary>Up to the closing quote, which stays.</summary>
    private static bool Text(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (true)
        {
            var next = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            at += next;
            if (next < 0 || at + 1 >= rest.Length)
            {
                text = default;
                return false;
            }
            if (rest[at] == (byte)'"')
                break;
            at += 2;
        }
        text = rest[..at];
        rest = rest[at..];
        return true;
    }
}
