using System.Buffers.Text;
using System.Security.Cryptography;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>Writes lines in two steps: what the event says (any thread), then its place in the chain (the writer thread).</summary>
internal sealed class LineWriter
{
    private readonly byte[] _origin;

    public LineWriter(string node, long epoch)
    {
        using var text = new PooledBytes(256);
        text.Add(LineFormat.Node);
        JsonText.Write(text, node);
        text.Add(LineFormat.Epoch);
        text.Add(epoch);
        _origin = text.Written.ToArray();
    }

    /// <summary>Everything between the sequence number and <c>prev</c>.</summary>
    public void WriteBody(PooledBytes target, Event fact)
    {
        target.Add(LineFormat.Id);
        JsonText.Write(target, fact.Id.Value);
        target.Add(LineFormat.Type);
        JsonText.Write(target, fact.Type);
        target.Add(LineFormat.Source);
        JsonText.Write(target, fact.Source);
        target.Add(LineFormat.Timestamp);
        target.Add(fact.Timestamp);
        target.Add(LineFormat.Severity);
        JsonText.Write(target, fact.Severity.Text());
        target.Add(LineFormat.Priority);
        JsonText.Write(target, fact.Priority.Text());
        target.Add("\""u8);
        WriteOptional(target, LineFormat.TraceId, fact.TraceId);
        WriteOptional(target, LineFormat.CauseId, fact.CauseId);
        target.Add(_origin);
        if (fact.Payload is { ValueKind: not System.Text.Json.JsonValueKind.Undefined } payload)
        {
            target.Add(LineFormat.Payload);
            PayloadText.Write(target, payload);
        }
    }

    /// <summary>Appends one whole line; <paramref name="chain"/> holds the hash before and then this line's hash.</summary>
    /// <remarks>The target must hold at least 32 bytes already: they are borrowed for the hash, so that it is one call over one run of bytes.</remarks>
    public static void WriteLine(PooledBytes target, long seq, ReadOnlySpan<byte> body, Span<byte> chain)
    {
        var start = target.Length;
        target.Add(LineFormat.Start);
        target.Add(seq);
        target.Add(body);
        target.Add(LineFormat.Prev);
        AddHash(target, chain);
        target.Add("\""u8);
        HashOf(target.From(start - LineFormat.HashBytes), chain);
        target.Add(LineFormat.Hash);
        AddHash(target, chain);
        target.Add(LineFormat.End);
        target.Add("\n"u8);
    }

    /// <summary>Hashes the chain's last hash and the bytes after the first 32, which keep their content.</summary>
    public static void HashOf(Span<byte> bytes, Span<byte> chain)
    {
        Span<byte> kept = stackalloc byte[LineFormat.HashBytes];
        var borrowed = bytes[..LineFormat.HashBytes];
        borrowed.CopyTo(kept);
        chain.CopyTo(borrowed);
        SHA256.HashData(bytes, chain);
        kept.CopyTo(borrowed);
    }

    private static void AddHash(PooledBytes target, ReadOnlySpan<byte> hash)
    {
        Base64Url.EncodeToUtf8(hash, target.Room(LineFormat.HashChars), out _, out var written);
        target.Length += written;
    }

    private static void WriteOptional(PooledBytes target, ReadOnlySpan<byte> member, string? text)
    {
        if (text is null)
            return;
        target.Add(member);
        JsonText.Write(target, text);
        target.Add("\""u8);
    }
}
