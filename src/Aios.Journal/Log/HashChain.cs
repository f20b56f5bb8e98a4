using System.Buffers.Text;
using System.Text;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Where the chain stands: the last sequence number and hash, and the check of the line that follows.</summary>
internal sealed class HashChain
{
    private readonly byte[] _written = new byte[LineFormat.HashChars];

    public HashChain() => Base64Url.EncodeToUtf8(Hash, _written, out _, out _);

    public byte[] Hash { get; } = new byte[LineFormat.HashBytes];

    public long Seq { get; private set; }

    public string HashText => Encoding.ASCII.GetString(_written);

    /// <summary>Moves on by the line just read, or says why it is not the next one.</summary>
    public LogFault? Check(string file, LineScanner scanner, out LogLine line)
    {
        if (!LogLine.TryParse(scanner.Current, out line))
            return new(file, scanner.Line, Seq + 1, "the form", "a line of the event log, version 1", Excerpt(scanner.Current));
        if (line.Seq != Seq + 1)
            return new(file, scanner.Line, Seq + 1, "seq", $"{Seq + 1}", $"{line.Seq}");
        if (!line.Prev.SequenceEqual(_written))
            return new(file, scanner.Line, line.Seq, "prev", HashText, Excerpt(line.Prev));
        Span<byte> hash = stackalloc byte[LineFormat.HashBytes];
        Span<byte> written = stackalloc byte[LineFormat.HashChars];
        Hash.CopyTo(hash);
        LineWriter.HashOf(scanner.CurrentWithHeadroom[..^LineFormat.HashPart], hash);
        Base64Url.EncodeToUtf8(hash, written, out _, out _);
        if (!line.Hash.SequenceEqual(written))
            return new(file, scanner.Line, line.Seq, "hash", Encoding.ASCII.GetString(written), Excerpt(line.Hash));
        hash.CopyTo(Hash);
        written.CopyTo(_written);
        Seq = line.Seq;
        return null;
    }

    /// <summary>Begins before a line whose predecessor is not at hand; what it says about it is taken as it is.</summary>
    public void BeginBefore(in LogLine line)
    {
        Span<byte> hash = stackalloc byte[LineFormat.HashBytes];
        MoveTo(line.Seq - 1, Base64Url.TryDecodeFromUtf8(line.Prev, hash, out var bytes) && bytes == hash.Length ? hash : Hash);
    }

    /// <summary>Goes on from here: from what the writer has synced, or from what vouches for everything before.</summary>
    public void MoveTo(long seq, ReadOnlySpan<byte> hash)
    {
        Seq = seq;
        hash.CopyTo(Hash);
        Base64Url.EncodeToUtf8(Hash, _written, out _, out _);
    }

    private static string Excerpt(ReadOnlySpan<byte> bytes) => Shown.Quote(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 60)]));
}
