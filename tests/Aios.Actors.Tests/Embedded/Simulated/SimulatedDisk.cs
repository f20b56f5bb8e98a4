using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Actors.Tests.Embedded.Simulated;

using Simulation = Aios.Engine.Simulation.Simulation;

/// <summary>
/// The log's files as a disk keeps them: what is written is seen at once, by readers and by whoever starts again, but lasts only after a
/// sync. A power cut leaves any part of the rest, sector by sector. It outlives the processes that write to it.
/// </summary>
internal sealed class SimulatedDisk(Simulation simulation, CutPoints points) : KernelDisk
{
    private readonly Dictionary<string, DiskImage> _files = [];

    /// <summary>Probability that an operation fails and says so.</summary>
    public double Faults { get; set; }

    /// <summary>Probability that the node ends in the middle of an operation.</summary>
    public double Ends { get; set; }

    /// <summary>A sync says that it is done, and is not.</summary>
    public bool Lies { get; init; }

    /// <summary>Whoever wrote is gone; nothing works until somebody starts again.</summary>
    public bool IsOff { get; set; }

    /// <summary>Called when the node is to end now.</summary>
    public Action End { get; set; } = () => { };

    public override IDiskFile? Open(string path, int flags, out int errno)
    {
        var file = base.Open(path, flags, out errno);
        if (file is null || flags == NativeFile.Read || !path.EndsWith(DayFiles.Suffix, StringComparison.Ordinal))
            return file;
        if (Fails("open") is not { } error)
            return new Handle(this, file, ImageOf(path, file));
        file.Dispose();
        errno = error.ErrorNumber;
        return null;
    }

    // It is done, and whoever wanted it is gone.
    private void Done(string operation)
    {
        if (!points.EndsAfter())
            return;
        IsOff = true;
        End();
        throw new StorageSyncException(operation, 5);
    }

    /// <summary>The power went: what was not synced is there by chance.</summary>
    public void CutPower()
    {
        foreach (var (path, image) in _files)
        {
            var left = image.AfterCut(simulation.Draw);
            using var file = base.Open(path, NativeFile.ReadWrite | NativeFile.Create, out _)!;
            file.Truncate(0);
            file.Write(left, 0);
        }
    }

    private void Try(string operation)
    {
        if (Fails(operation) is { } error)
            throw error;
    }

    private StorageSyncException? Fails(string operation)
    {
        if (!IsOff && (points.EndsBefore(operation) || simulation.Fault($"the node ends at a {operation}", Ends)))
        {
            IsOff = true;
            End();
        }
        return IsOff || simulation.Fault($"a {operation} fails", Faults) ? new StorageSyncException(operation, Errno.InputOutput) : null;
    }

    private DiskImage ImageOf(string path, IDiskFile file)
    {
        if (!_files.TryGetValue(path, out var image))
        {
            var bytes = new byte[file.Length];
            file.Read(bytes, 0);
            _files[path] = image = new DiskImage(bytes);
        }
        return image;
    }

    private sealed class Handle(SimulatedDisk disk, IDiskFile file, DiskImage image) : IDiskFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) => file.Read(buffer, offset);

        public int Allocate(long length) => file.Allocate(length);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            try
            {
                disk.Try("write");
            }
            catch (StorageSyncException)
            {
                Put(bytes[..disk.Part(bytes.Length)], offset);
                throw;
            }
            Put(bytes, offset);
            disk.Done("write");
        }

        public void Truncate(long length)
        {
            disk.Try("truncate");
            file.Truncate(length);
            image.Truncate(length);
            disk.Done("truncate");
        }

        public void Sync()
        {
            try
            {
                disk.Try("sync");
            }
            catch (StorageSyncException)
            {
                // The kernel marks the pages clean: they are never written, and the next sync knows nothing of it.
                if (!disk.IsOff && disk.Part(1) == 0)
                    image.Forget();
                throw;
            }
            if (!disk.Lies)
                image.Sync();
            disk.Done("sync");
        }

        public void SyncData() => Sync();

        public void Dispose() => file.Dispose();

        private void Put(ReadOnlySpan<byte> bytes, long offset)
        {
            if (bytes.IsEmpty)
                return;
            file.Write(bytes, offset);
            image.Write(bytes, offset);
        }
    }

    private int Part(int length) => simulation.Draw(length + 1);
}
