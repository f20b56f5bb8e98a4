using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>
/// A day as gzip, one member per block of whole lines, so that a block can be read alone and <c>zcat</c> reads it all. Each member names
/// its own length in an extra field of its header (RFC 1952, 2.3.1.1), so that the members can be told without inflating them.
/// </summary>
internal static class ArchiveFile
{
    /// <summary>Plain bytes in a member: whole lines, at least so many but in the last.</summary>
    public const int BlockBytes = 64 * 1024;

    public const string Unfinished = ".tmp";

    private const int GzipHeader = 10;
    private const int ExtraField = 10;
    private const byte HasExtra = 4;

    /// <summary>Bytes before the deflated ones in each member.</summary>
    public const int MemberHeader = GzipHeader + ExtraField;

    /// <summary>Writes the archive of a day beside its place, on disk when this returns.</summary>
    /// <returns>The temporary name, and the bytes of the plain file and of the archive.</returns>
    /// <exception cref="LogCorruptException">The chain of the day is broken; nothing was written in its place.</exception>
    public static (string Name, long PlainBytes, long Bytes) Write(DataFolder folder, DateOnly day, CancellationToken stop)
    {
        var name = DayFiles.ArchiveOf(day) + Unfinished;
        using var scanner = new LineScanner(new PlainBytes(folder.OpenRead(DayFiles.NameOf(day))));
        using var file = folder.OpenAppend(name);
        file.Truncate(0);
        using var block = new PooledBytes(BlockBytes * 2);
        var chain = new HashChain();
        long length = 0;
        while (scanner.Next())
        {
            Check(day, scanner, chain);
            block.Add(scanner.Current);
            block.Add("\n"u8);
            if (block.Length < BlockBytes)
                continue;
            stop.ThrowIfCancellationRequested();
            length += WriteMember(file, length, block);
        }
        if (scanner.Left > 0)
            throw new LogCorruptException(
                new(DayFiles.NameOf(day), scanner.Line + 1, chain.Seq + 1, "the end", "a line feed", $"missing after {scanner.Left} bytes")
            );
        length += WriteMember(file, length, block);
        file.Sync();
        return (name, scanner.Offset, length);
    }

    /// <summary>The archive inflates to exactly the plain file of the day.</summary>
    public static bool Holds(DataFolder folder, string archive, DateOnly day, CancellationToken stop = default)
    {
        using var plain = new PlainBytes(folder.OpenRead(DayFiles.NameOf(day)));
        using var inflated = new ArchiveBytes(folder.OpenRead(archive));
        var (left, right) = (ArrayPool<byte>.Shared.Rent(BlockBytes), ArrayPool<byte>.Shared.Rent(BlockBytes));
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                var (count, other) = (ReadFully(plain, left), ReadFully(inflated, right));
                if (!left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, other)))
                    return false;
                if (count == 0)
                    return true;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }

    /// <summary>Length of the member that begins here; null when these bytes begin none of ours.</summary>
    public static int? MemberLength(ReadOnlySpan<byte> header) =>
        header.Length >= MemberHeader && header is [0x1f, 0x8b, 8, HasExtra, ..] && header.Slice(12, 4).SequenceEqual(ExtraId)
            ? BinaryPrimitives.ReadInt32LittleEndian(header[16..])
            : null;

    /// <summary>Subfield <c>Ai</c> of four bytes.</summary>
    private static ReadOnlySpan<byte> ExtraId => [(byte)'A', (byte)'i', 4, 0];

    private static void Check(DateOnly day, LineScanner scanner, HashChain chain)
    {
        if (scanner.Line == 1 && LogLine.TryParse(scanner.Current, out var first))
            chain.BeginBefore(first);
        if (chain.Check(DayFiles.NameOf(day), scanner, out _) is { } fault)
            throw new LogCorruptException(fault);
    }

    private static int WriteMember(DataFile file, long offset, PooledBytes block)
    {
        if (block.Length == 0 && offset > 0)
            return 0;
        using var deflated = new MemoryStream(BlockBytes / 2);
        using (var gzip = new GZipStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(block.Written);
        if (deflated.Length == 0)
            return 0;
        var bytes = deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
        var member = new byte[bytes.Length + ExtraField];
        bytes[..GzipHeader].CopyTo(member);
        member[3] |= HasExtra;
        // Length of all extra fields, then ours.
        BinaryPrimitives.WriteUInt16LittleEndian(member.AsSpan(GzipHeader), ExtraField - 2);
        ExtraId.CopyTo(member.AsSpan(GzipHeader + 2));
        BinaryPrimitives.WriteInt32LittleEndian(member.AsSpan(GzipHeader + 6), member.Length);
        bytes[GzipHeader..].CopyTo(member.AsSpan(MemberHeader));
        file.Write(member, offset);
        block.Length = 0;
        return member.Length;
    }

    private static int ReadFully(LogBytes source, byte[] buffer)
    {
        var length = 0;
        while (length < BlockBytes && source.Read(buffer.AsSpan(length, BlockBytes - length)) is > 0 and var read)
            length += read;
        return length;
    }
}
