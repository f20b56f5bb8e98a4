using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Journal.Tests.Simulated;

/// <summary>The process was killed, or the power went.</summary>
internal sealed class CrashException() : Exception("crash");

/// <summary>
/// A disk in memory that fails as real ones do: an operation fails and does nothing, half a write arrives, a failed sync takes what it was
/// to bring with it and the next one says that all is well; and at a crash any part of what was not synced is there, sector by sector.
/// </summary>
/// <param name="random">All choices.</param>
/// <param name="faults">Probability of a fault per operation.</param>
/// <param name="crashAt">The operation that never returns, counted from 1.</param>
internal sealed class SimulatedDisk(Random random, double faults, int crashAt) : IAppendFiles
{
    private const int Sector = 512;

    private readonly List<(long Offset, byte[]? Bytes)> _unsynced = [];
    private byte[] _durable = [];
    private byte[] _seen = [];
    private int _operations;

    public int Faults { get; private set; }

    public IAppendFile Open(string name)
    {
        Fail(() => new DataFolderException(DataFolderFault.Unreadable, name, "cannot open", "Try again"));
        return new OpenFile(this);
    }

    /// <summary>What a restart finds: all that was synced, and of the rest what chance brought down.</summary>
    public byte[] AfterCrash()
    {
        var image = _durable;
        foreach (var (offset, bytes) in _unsynced)
            if (bytes is not null)
                for (long at = 0, next; at < bytes.Length; at = next)
                {
                    next = Math.Min(bytes.Length, at + Sector - (offset + at) % Sector);
                    if (random.Next(2) == 0)
                        image = Written(image, bytes.AsSpan((int)at, (int)(next - at)), offset + at);
                }
            else if (random.Next(2) == 0)
                image = Cut(image, offset);
        return image;
    }

    /// <summary>A restart: what is there now is all there ever was, and nothing fails any more.</summary>
    public static SimulatedDisk Restarted(byte[] image) => new(new Random(0), 0, int.MaxValue) { _durable = image, _seen = image };

    public byte[] Now => _seen;

    private bool Fail(Func<Exception> fault)
    {
        if (++_operations == crashAt)
            throw new CrashException();
        if (random.NextDouble() >= faults)
            return false;
        Faults++;
        throw fault();
    }

    private static byte[] Written(byte[] image, ReadOnlySpan<byte> bytes, long offset)
    {
        var copy = new byte[Math.Max(image.Length, offset + bytes.Length)];
        image.CopyTo(copy, 0);
        bytes.CopyTo(copy.AsSpan((int)offset));
        return copy;
    }

    private static byte[] Cut(byte[] image, long length)
    {
        var copy = new byte[length];
        image.AsSpan(0, (int)Math.Min(length, image.Length)).CopyTo(copy);
        return copy;
    }

    private sealed class OpenFile(SimulatedDisk disk) : IAppendFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var whole = bytes.ToArray();
            try
            {
                disk.Fail(() => new DataFolderException(DataFolderFault.Full, "events", "cannot write: no space", "Free space"));
            }
            catch (Exception)
            {
                Add(offset, whole[..disk.Chance(whole.Length)]);
                throw;
            }
            Add(offset, whole);
        }

        public void Truncate(long length)
        {
            disk.Fail(() => new StorageSyncException("ftruncate", 5));
            disk._unsynced.Add((length, null));
            disk._seen = Cut(disk._seen, length);
        }

        public void Sync()
        {
            try
            {
                disk.Fail(() => new StorageSyncException("fsync", 5));
            }
            catch (StorageSyncException)
            {
                // The kernel marks the pages clean: they are never written, and the next sync knows nothing of it.
                if (disk.Chance(2) == 0)
                    disk._unsynced.Clear();
                throw;
            }
            foreach (var (offset, bytes) in disk._unsynced)
                disk._durable = bytes is null ? Cut(disk._durable, offset) : Written(disk._durable, bytes, offset);
            disk._unsynced.Clear();
        }

        public void SyncData() => Sync();

        public void Dispose() { }

        private void Add(long offset, byte[] bytes)
        {
            if (bytes.Length == 0)
                return;
            disk._unsynced.Add((offset, bytes));
            disk._seen = Written(disk._seen, bytes, offset);
        }
    }

    private int Chance(int bound) => random.Next(bound);
}
