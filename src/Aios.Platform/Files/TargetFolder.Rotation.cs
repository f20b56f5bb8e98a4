using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <content>A file that grows is packed beside itself and emptied in place, so that whoever has it open for appending writes on.</content>
public sealed partial class TargetFolder
{
    private const int ChunkBytes = 128 * 1024;

    // What is written meanwhile is packed too; who writes faster than it can be packed is not waited for.
    private const int MostRounds = 20;

    /// <summary>
    /// Packs a file (gzip) into a new one with the same mode and owner, and empties it. What is written in the instant between the last
    /// look and the emptying is lost. A repeat after a crash begins anew unless the file was emptied already.
    /// </summary>
    /// <returns>Bytes that were taken, and bytes that they have now.</returns>
    /// <exception cref="DataFolderException">It is no regular file, may not be changed, or the disk is full: it is as it was.</exception>
    /// <exception cref="StorageSyncException">It may not be on the disk.</exception>
    public (long Bytes, long Packed) Rotate(string name, string into)
    {
        using var file = OpenToChange(name);
        var facts = NativeFolder.Facts(file);
        if (Look(into) is { IsRegular: true } made)
        {
            var bytes = Unpack(into, Stream.Null, out var hash);
            if (bytes > facts.SizeBytes || !HashOf(file, bytes).AsSpan().SequenceEqual(hash))
                return (bytes, made.SizeBytes);
            Delete(into);
        }
        var taken = PackInto(into, file, facts);
        Emptied(file, name);
        return (taken, Look(into)!.SizeBytes);
    }

    /// <summary>The reverse: the packed content, then <paramref name="since"/>, in place; the packed file is gone afterwards.</summary>
    /// <param name="since">What was written after the file was emptied.</param>
    /// <returns>False when there is no packed file.</returns>
    public bool PutBack(string name, string packed, byte[] since)
    {
        if (Look(packed) is not { IsRegular: true })
            return false;
        using (var file = OpenToChange(name))
        {
            try
            {
                RandomAccess.SetLength(file, 0);
                using var stream = new HandleStream(file);
                Unpack(packed, stream, out _);
                stream.Write(since);
                Durable.Sync(file);
            }
            catch (IOException error) when (error is not (DataFolderException or StorageSyncException))
            {
                throw Failure(Errno.Of(error), "write", PathOf(name), error);
            }
        }
        return Delete(packed);
    }

    private long PackInto(string into, SafeFileHandle file, FileFacts facts)
    {
        var draft = DraftOf(into);
        if (NativeFolder.Unlink(_handle, draft) is var left and not (0 or Errno.Missing))
            throw Failure(left, "clear", PathOf(draft));
        var taken = 0L;
        using (var packed = NativeFolder.OpenFile(_handle, draft, NativeFolder.WriteNew, out var errno))
        {
            if (packed is null)
                throw Failure(errno, "write", PathOf(into));
            try
            {
                using (var zip = new GZipStream(new HandleStream(packed), CompressionLevel.Fastest))
                    for (var round = 0; round < MostRounds && RandomAccess.GetLength(file) > taken; round++)
                        taken = Copy(file, taken, zip);
                _ = NativeFolder.Owner(packed, facts.User, facts.Group);
                Check(NativeFolder.Mode(packed, facts.Mode), "set the mode of", into);
                Durable.Sync(packed);
            }
            catch (IOException error)
            {
                NativeFolder.Unlink(_handle, draft);
                throw error is DataFolderException or StorageSyncException ? error : Failure(Errno.Of(error), "write", PathOf(into), error);
            }
        }
        Check(NativeFolder.Rename(_handle, draft, into), "write", into);
        Durable.Sync(_handle);
        return taken;
    }

    private static long Copy(SafeFileHandle file, long from, Stream to)
    {
        var buffer = new byte[ChunkBytes];
        while (RandomAccess.Read(file, buffer, from) is > 0 and var count)
        {
            to.Write(buffer, 0, count);
            from += count;
        }
        return from;
    }

    private void Emptied(SafeFileHandle file, string name)
    {
        try
        {
            RandomAccess.SetLength(file, 0);
            Durable.Sync(file);
        }
        catch (IOException error) when (error is not StorageSyncException)
        {
            throw Failure(Errno.Of(error), "empty", PathOf(name), error);
        }
    }

    private long Unpack(string packed, Stream to, out byte[] hash)
    {
        using var file = NativeFolder.OpenFile(_handle, packed, NativeFolder.ReadOnly, out var errno);
        if (file is null)
            throw Failure(errno, "open", PathOf(packed));
        using var zip = new GZipStream(new HandleStream(file), CompressionMode.Decompress);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[ChunkBytes], 0L);
        while (zip.Read(buffer) is > 0 and var count)
        {
            sum.AppendData(buffer, 0, count);
            to.Write(buffer, 0, count);
            bytes += count;
        }
        hash = sum.GetHashAndReset();
        return bytes;
    }

    private static byte[] HashOf(SafeFileHandle file, long bytes)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkBytes];
        for (var at = 0L; at < bytes; )
        {
            var count = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, bytes - at)), at);
            if (count == 0)
                break;
            sum.AppendData(buffer, 0, count);
            at += count;
        }
        return sum.GetHashAndReset();
    }

    private SafeFileHandle OpenToChange(string name)
    {
        var file =
            NativeFolder.OpenFile(_handle, name, NativeFolder.ReadWrite, out var errno) ?? throw Failure(errno, "open", PathOf(name));
        if (NativeFolder.Facts(file).IsRegular)
            return file;
        file.Dispose();
        throw Failure(Errno.NotADirectory, "change", PathOf(name));
    }

    /// <summary>Reads or writes an open file from its start on, without owning it.</summary>
    private sealed class HandleStream(SafeFileHandle file) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = RandomAccess.Read(file, buffer, _at);
            _at += count;
            return count;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            RandomAccess.Write(file, buffer, _at);
            _at += buffer.Length;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
