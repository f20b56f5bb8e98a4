using Aios.Platform.Files;
using Aios.Platform.Machine;

namespace Aios.Journal.Tests.Simulated;

/// <summary>
/// A disk in memory that fails as real ones do: an operation fails and does nothing, half a write arrives, a failed sync takes what it was
/// to bring with it and the next one says that all is well, there is no room left. Who is killed leaves everything as it was seen; after a
/// power cut any part of what was not synced is there, files sector by sector, names one by one.
/// </summary>
/// <param name="random">All choices.</param>
/// <param name="totalBytes">The size of the disk.</param>
internal sealed class SimulatedDisk(Random random, long totalBytes) : IDisk
{
    private readonly SortedDictionary<string, SimulatedFolder> _folders = new(StringComparer.Ordinal);
    private int _operations;
    private int _endAt = int.MaxValue;

    /// <summary>Probability that an operation fails.</summary>
    public double Faults { get; set; }

    /// <summary>What somebody else keeps on it.</summary>
    public long FillerBytes { get; set; }

    /// <summary>Whoever wrote is gone: nothing works until the restart.</summary>
    public bool IsOff { get; private set; }

    public int Failed { get; private set; }

    public long FreeBytes => totalBytes - FillerBytes - _folders.Values.Sum(folder => folder.Seen.Values.Sum(file => (long)file.Length));

    /// <summary>The process ends in the middle of the operation that comes so many later.</summary>
    public void EndAfter(int operations) => _endAt = _operations + operations;

    /// <summary>What a restart finds.</summary>
    public void Restart(bool powerCut)
    {
        (IsOff, _endAt) = (false, int.MaxValue);
        if (!powerCut)
            return;
        foreach (var (path, folder) in _folders.ToList())
            if (!folder.IsLasting && (random.Next(2) == 0 || !_folders.ContainsKey(ParentOf(path))))
                _folders.Remove(path);
            else
                folder.CutPower(random);
    }

    public SimulatedFile FileAt(string path) => _folders[ParentOf(path)].Seen[Path.GetFileName(path)];

    public IDiskFile? Open(string path, int flags, out int errno)
    {
        errno = 0;
        if (!_folders.TryGetValue(ParentOf(path), out var folder))
            errno = Errno.Missing;
        else if (Fails(flags == NativeFile.Read ? Faults / 8 : Faults))
            errno = Errno.InputOutput;
        else if (folder.Seen.TryGetValue(Path.GetFileName(path), out var there))
            errno = flags == NativeFile.Read || (flags & NativeFile.Exclusive) == 0 ? 0 : Errno.Exists;
        else if ((flags & NativeFile.Create) == 0)
            errno = Errno.Missing;
        else
            folder.Put(Path.GetFileName(path), new SimulatedFile());
        return errno == 0 ? new OpenFile(this, folder!.Seen[Path.GetFileName(path)]) : null;
    }

    public bool HasFile(string path) =>
        _folders.TryGetValue(ParentOf(path), out var folder) && folder.Seen.ContainsKey(Path.GetFileName(path));

    public bool HasFolder(string path) => path == "/" || _folders.ContainsKey(path);

    public bool IsHidden(string path) => false;

    public IEnumerable<string> Files(string folder) => _folders[folder].Seen.Keys;

    public IEnumerable<string> Folders(string folder) =>
        _folders.Keys.Where(path => ParentOf(path) == folder).Select(path => Path.GetFileName(path));

    public void MakeFolder(string path)
    {
        Try("mkdir");
        _folders[path] = new SimulatedFolder();
    }

    public void Rename(string path, string target)
    {
        Try("rename");
        _folders[ParentOf(path)].Rename(Path.GetFileName(path), Path.GetFileName(target));
    }

    public void Delete(string path)
    {
        Try("unlink");
        _folders[ParentOf(path)].Delete(Path.GetFileName(path));
    }

    public void SyncFolder(string path)
    {
        if (Fails(Faults))
            throw new StorageSyncException("fsync", Errno.InputOutput);
        foreach (var (below, folder) in _folders)
            folder.IsLasting |= ParentOf(below) == path;
        if (_folders.TryGetValue(path, out var synced))
            synced.Sync();
    }

    public DiskSpace SpaceOf(string path) => new(totalBytes, FreeBytes, FreeBytes, 0, 0);

    private static string ParentOf(string path) => Path.GetDirectoryName(path)!;

    private void Try(string operation)
    {
        if (Fails(Faults))
            throw new IOException($"{operation} fails", Errno.InputOutput);
    }

    private bool Fails(double probability)
    {
        IsOff |= ++_operations == _endAt;
        var fails = IsOff || random.NextDouble() < probability;
        Failed += fails && !IsOff ? 1 : 0;
        return fails;
    }

    private sealed class OpenFile(SimulatedDisk disk, SimulatedFile file) : IDiskFile
    {
        public long Length => file.Length;

        public int Read(Span<byte> buffer, long offset) =>
            disk.Fails(disk.Faults / 8) ? throw new IOException("read fails", Errno.InputOutput) : file.Read(buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var room = (int)Math.Clamp(file.Length + disk.FreeBytes - offset, 0, bytes.Length);
            var fails = disk.Fails(disk.Faults);
            file.Write(bytes[..(fails ? disk.Draw(room + 1) : room)], offset);
            if (fails || room < bytes.Length)
                throw new IOException("write fails", fails ? Errno.InputOutput : Errno.NoSpace);
        }

        public void Truncate(long length)
        {
            disk.Try("ftruncate");
            file.Truncate(length);
        }

        public int Allocate(long length)
        {
            if (disk.Fails(disk.Faults))
                return Errno.InputOutput;
            if (length - file.Length > disk.FreeBytes)
                return Errno.NoSpace;
            file.Truncate(Math.Max(length, file.Length));
            return 0;
        }

        public void Sync()
        {
            if (!disk.Fails(disk.Faults))
            {
                file.Sync();
                return;
            }
            // The kernel marks the pages clean: they are never written, and the next sync knows nothing of it.
            if (!disk.IsOff && disk.Draw(2) == 0)
                file.Forget();
            throw new StorageSyncException("fsync", Errno.InputOutput);
        }

        public void SyncData() => Sync();

        public void Dispose() { }
    }

    private int Draw(int bound) => random.Next(bound);
}
