using System.Collections.Concurrent;
using Aios.Platform.Machine;

namespace Aios.Platform.Files;

/// <summary>A folder that holds a node's data, and the only way to open files in it. Names are relative to it.</summary>
/// <remarks>Folders it makes have mode 0700, files 0600. Making, renaming and deleting are synced in the parent folder.</remarks>
public sealed class DataFolder
{
    public const string TemporarySuffix = ".tmp";

    private readonly IDisk _disk;

    // Folders below this one whose own names are on the disk: whoever made one may have been killed before it had synced that.
    private readonly ConcurrentDictionary<string, bool> _lasting = new(StringComparer.Ordinal);

    private DataFolder(string path, IDisk disk) => (FullPath, _disk) = (Path.GetFullPath(path), disk);

    public string FullPath { get; }

    /// <summary>Space of the file system that it lies on.</summary>
    /// <exception cref="IOException">It cannot be asked.</exception>
    public DiskSpace Space => _disk.SpaceOf(FullPath);

    /// <summary>Opens the folder, making it first where it is absent.</summary>
    /// <exception cref="DataFolderException">It cannot be made or is no folder.</exception>
    public static DataFolder OpenOrCreate(string path) => OpenOrCreate(path, KernelDisk.Instance);

    internal static DataFolder OpenOrCreate(string path, IDisk disk)
    {
        var folder = new DataFolder(path, disk);
        folder.MakeFolder(folder.FullPath);
        return folder;
    }

    /// <summary>Opens a folder that must be there, for tools that only read.</summary>
    /// <exception cref="DataFolderException">It is absent, or a folder above it is closed to this user.</exception>
    public static DataFolder OpenExisting(string path)
    {
        var folder = new DataFolder(path, KernelDisk.Instance);
        return folder._disk.HasFolder(folder.FullPath)
            ? folder
            : throw DataFolderException.From(
                folder._disk.IsHidden(folder.FullPath) ? Errno.AccessDenied : Errno.Missing,
                "open the data folder",
                folder.FullPath
            );
    }

    /// <summary>Takes the folder for this node until the lock is disposed.</summary>
    /// <exception cref="DataFolderInUseException">Another node holds it.</exception>
    public FolderLock Lock() => FolderLock.Take(FullPath);

    /// <summary>The path of a file for a library that opens it itself; the file need not exist.</summary>
    public string PathOf(string name)
    {
        RelativeName.Check(FullPath, name);
        return Path.Combine(FullPath, name);
    }

    /// <summary>Opens for reading and writing, making the file (and its folder) durably where it is absent.</summary>
    public DataFile OpenAppend(string name)
    {
        var path = PathOf(name);
        var file = _disk.Open(path, NativeFile.ReadWrite, out var errno);
        if (errno != Errno.Missing)
        {
            var there = Opened(file, errno, name, path, "open for appending");
            // Nothing was ever written to it: whoever made it may not have come as far as to bring its name to the disk.
            return there.Length > 0 ? there : Synced(there, path);
        }

        MakeFolder(Path.GetDirectoryName(path)!);
        file = _disk.Open(path, NativeFile.ReadWrite | NativeFile.Create, out errno);
        return Synced(Opened(file, errno, name, path, "make"), path);
    }

    /// <summary>Makes a file that must not exist yet.</summary>
    public DataFile CreateNew(string name)
    {
        var path = PathOf(name);
        MakeFolder(Path.GetDirectoryName(path)!);
        var file = _disk.Open(path, NativeFile.ReadWrite | NativeFile.Create | NativeFile.Exclusive, out var errno);
        return Synced(Opened(file, errno, name, path, "make"), path);
    }

    public DataFile OpenRead(string name) => TryOpenRead(name) ?? throw DataFolderException.From(Errno.Missing, "open", PathOf(name));

    /// <summary>Gives null where the file is absent.</summary>
    public DataFile? TryOpenRead(string name)
    {
        var path = PathOf(name);
        var file = _disk.Open(path, NativeFile.Read, out var errno);
        return errno == Errno.Missing ? null : Opened(file, errno, name, path, "open");
    }

    /// <summary>Puts new content in place of the old: after a crash either the old or the new is there, whole.</summary>
    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        var path = PathOf(name);
        var temporary = name + TemporarySuffix;
        using (var file = OpenAppend(temporary))
        {
            file.Truncate(0);
            file.Write(content, 0);
            file.Sync();
        }

        Guarded("replace", path, () => _disk.Rename(PathOf(temporary), path));
        _disk.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a file another name in the same folder, durably; a file that has this name is replaced.</summary>
    public void Rename(string name, string newName)
    {
        var (path, target) = (PathOf(name), PathOf(newName));
        Guarded("rename", path, () => _disk.Rename(path, target));
        _disk.SyncFolder(Path.GetDirectoryName(target)!);
    }

    /// <summary>Brings the names in one of its folders to the disk, as far as somebody else has changed them.</summary>
    public void SyncNames(string folder) => _disk.SyncFolder(PathOf(folder));

    /// <summary>Deletes durably; an absent file is no error.</summary>
    public void Delete(string name)
    {
        var path = PathOf(name);
        if (_disk.HasFile(path))
        {
            Guarded("delete", path, () => _disk.Delete(path));
            _disk.SyncFolder(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>The names (relative to the data folder, in ordinal order) of the files directly in one of its folders; an absent one has none.</summary>
    /// <exception cref="DataFolderException">The folder is closed to this user, or no folder.</exception>
    public IReadOnlyList<string> List(string folder, string suffix = "")
    {
        var path = PathOf(folder);
        if (!_disk.HasFolder(path))
        {
            return _disk.IsHidden(path) ? throw DataFolderException.From(Errno.AccessDenied, "list", path)
                : _disk.HasFile(path) ? throw DataFolderException.From(Errno.NotADirectory, "list", path)
                : [];
        }

        return Listed(folder, path, () => _disk.Files(path).Where(name => name.EndsWith(suffix, StringComparison.Ordinal)));
    }

    /// <summary>As <see cref="List"/>, of the folders directly in one; a link is none.</summary>
    public IReadOnlyList<string> Folders(string folder)
    {
        var path = PathOf(folder);
        return _disk.HasFolder(path) ? Listed(folder, path, () => _disk.Folders(path)) : [];
    }

    /// <summary>Reads a small file whole; null where it is absent.</summary>
    /// <exception cref="DataFolderException">It is longer than <paramref name="longest"/> bytes.</exception>
    public byte[]? ReadAll(string name, int longest = 16 * 1024 * 1024)
    {
        using var file = TryOpenRead(name);
        if (file is null)
        {
            return null;
        }

        if (file.Length > longest)
        {
            var cause = $"the file has {file.Length} bytes, allowed are {longest}";
            throw new DataFolderException(DataFolderFault.Unreadable, file.FullPath, cause, "Move it away.");
        }

        var bytes = new byte[file.Length];
        var read = 0;
        while (read < bytes.Length && file.Read(bytes.AsSpan(read), read) is > 0 and var count)
        {
            read += count;
        }

        return bytes[..read];
    }

    private static DataFile Opened(IDiskFile? file, int errno, string name, string path, string doing) =>
        file is null ? throw DataFolderException.From(errno, doing, path) : new DataFile(file, name, path);

    private DataFile Synced(DataFile file, string path)
    {
        try
        {
            _disk.SyncFolder(Path.GetDirectoryName(path)!);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> Listed(string folder, string path, Func<IEnumerable<string>> found)
    {
        var names = new List<string>();
        Guarded("list", path, () => names.AddRange(found().Select(name => $"{folder}/{name}")));
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Makes a folder and all that are missing above it, each name on the disk when this returns.</summary>
    private void MakeFolder(string path)
    {
        var isBelow = path.Length > FullPath.Length;
        if (_disk.HasFolder(path) && (!isBelow || _lasting.ContainsKey(path)))
        {
            return;
        }

        if (_disk.HasFile(path))
        {
            throw DataFolderException.From(Errno.NotADirectory, "make the folder", path);
        }

        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return;
        }

        MakeFolder(parent);
        if (!_disk.HasFolder(path))
        {
            Guarded("make the folder", path, () => _disk.MakeFolder(path));
        }

        _disk.SyncFolder(parent);
        _lasting[path] = true;
    }

    private static void Guarded(string doing, string path, Action action)
    {
        try
        {
            action();
        }
        catch (UnauthorizedAccessException error)
        {
            throw DataFolderException.From(Errno.AccessDenied, doing, path, error);
        }
        catch (IOException error)
        {
            throw DataFolderException.From(Errno.Of(error), doing, path, error);
        }
    }
}
