using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Log;

/// <summary>Real files of which chosen operations fail: counted from 1 over open, write, truncate and sync.</summary>
internal sealed class FailingFiles(IAppendFiles inner) : IAppendFiles
{
    private int _operations;

    public Func<int, string, Exception?> Fails { get; set; } = (_, _) => null;

    /// <summary>Descriptors on which something was called after one of their syncs had failed.</summary>
    public int UsedAfterFailedSync { get; private set; }

    public int Operations => _operations;

    public IAppendFile Open(string name)
    {
        Count("open");
        return new FailingFile(this, inner.Open(name));
    }

    private void Count(string operation)
    {
        if (Fails(++_operations, operation) is { } error)
            throw error;
    }

    private sealed class FailingFile(FailingFiles owner, IAppendFile inner) : IAppendFile
    {
        private bool _syncFailed;

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
    public static Exception Full => new DataFolderException(DataFolderFault.Full, "events/x", "cannot write: no space", "Free space");

    public static Exception InputOutput => new StorageSyncException("fdatasync", 5);
}
