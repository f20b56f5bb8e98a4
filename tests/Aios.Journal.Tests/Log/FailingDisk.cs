using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Log;

/// <summary>A real disk with day files of which chosen operations fail: counted from 1 over open, write, truncate and sync.</summary>
internal sealed class FailingDisk : KernelDisk
{
    private int _operations;

    public Func<int, string, IOException?> Fails { get; set; } = (_, _) => null;

    /// <summary>Descriptors on which something was called after one of their syncs had failed.</summary>
    public int UsedAfterFailedSync { get; private set; }

    public int Operations => _operations;

    public override IDiskFile? Open(string path, int flags, out int errno)
    {
        var file = base.Open(path, flags, out errno);
        if (file is null || flags == NativeFile.Read || !path.EndsWith(DayFiles.Suffix, StringComparison.Ordinal))
            return file;
        if (Fails(++_operations, "open") is not { } error)
            return new FailingFile(this, file);
        file.Dispose();
        errno = Errno.Of(error);
        return null;
    }

    private void Count(string operation)
    {
        if (Fails(++_operations, operation) is { } error)
            throw error;
    }

    private sealed class FailingFile(FailingDisk owner, IDiskFile inner) : IDiskFile
    {
        private bool _syncFailed;

        public long Length => inner.Length;

        public int Read(Span<byte> buffer, long offset) => inner.Read(buffer, offset);

        public int Allocate(long length) => inner.Allocate(length);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            Touch();
            try
            {
                owner.Count("write");
            }
            catch
            {
                inner.Write(bytes[..(bytes.Length / 2)], offset);
                throw;
            }
            inner.Write(bytes, offset);
        }

        public void Truncate(long length)
        {
            Touch();
            owner.Count("truncate");
            inner.Truncate(length);
        }

        public void Sync() => Synced(inner.Sync);

        public void SyncData() => Synced(inner.SyncData);

        public void Dispose() => inner.Dispose();

        private void Synced(Action sync)
        {
            Touch();
            try
            {
                owner.Count("sync");
            }
            catch
            {
                _syncFailed = true;
                throw;
            }
            sync();
        }

        private void Touch() => owner.UsedAfterFailedSync += _syncFailed ? 1 : 0;
    }
}

internal static class DiskErrors
{
    public static IOException Full => new("no space", Errno.NoSpace);

    public static IOException InputOutput => new StorageSyncException("fdatasync", Errno.InputOutput);
}
