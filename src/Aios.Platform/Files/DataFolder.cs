using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>A folder that holds a node's data, and the only way to open files in it. Names are relative to it.</summary>
/// <remarks>Folders it makes have mode 0700, files 0600. Making, renaming and deleting are synced in the parent folder.</remarks>
[SuppressMessage("Interoperability", "CA1416", Justification = "The native calls of this room need Linux anyway")]
public sealed class DataFolder
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const string TemporarySuffix = ".tmp";

    private DataFolder(string path) => FullPath = path;

    public string FullPath { get; }

    /// <summary>Opens the folder, making it first where it is absent.</summary>
    /// <exception cref="DataFolderException">It cannot be made or is no folder.</exception>
    public static DataFolder OpenOrCreate(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        folder.MakeFolder(folder.FullPath);
        return folder;
    }

    /// <summary>Opens a folder that must be there, for tools that only read.</summary>
    /// <exception cref="DataFolderException">It is absent, or a folder above it is closed to this user.</exception>
    public static DataFolder OpenExisting(string path)
    {
        var full = Path.GetFullPath(path);
        return Directory.Exists(full)
            ? new DataFolder(full)
            : throw DataFolderException.From(IsHidden(full) ? Errno.AccessDenied : Errno.Missing, "open the data folder", full);
    }

    /// <summary>Whether it cannot even be said that it is absent.</summary>
    private static bool IsHidden(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
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
        var handle = NativeFile.TryOpen(path, NativeFile.ReadWrite, out var errno);
        if (errno != Errno.Missing)
        {
            return Opened(handle, errno, name, path, "open for appending");
        }

        MakeFolder(Path.GetDirectoryName(path)!);
        handle = NativeFile.TryOpen(path, NativeFile.ReadWrite | NativeFile.Create, out errno);
        return Synced(Opened(handle, errno, name, path, "make"), path);
    }

    /// <summary>Makes a file that must not exist yet.</summary>
    public DataFile CreateNew(string name)
    {
        var path = PathOf(name);
        MakeFolder(Path.GetDirectoryName(path)!);
        var handle = NativeFile.TryOpen(path, NativeFile.ReadWrite | NativeFile.Create | NativeFile.Exclusive, out var errno);
        return Synced(Opened(handle, errno, name, path, "make"), path);
    }

    public DataFile OpenRead(string name) => TryOpenRead(name) ?? throw DataFolderException.From(Errno.Missing, "open", PathOf(name));

    /// <summary>Gives null where the file is absent.</summary>
    public DataFile? TryOpenRead(string name)
    {
        var path = PathOf(name);
        var handle = NativeFile.TryOpen(path, NativeFile.Read, out var errno);
        return errno == Errno.Missing ? null : Opened(handle, errno, name, path, "open");
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

        Guarded("replace", path, () => File.Move(PathOf(temporary), path, overwrite: true));
        Durable.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a file another name in the same folder, durably; a file that has this name is replaced.</summary>
    public void Rename(string name, string newName)
    {
        var (path, target) = (PathOf(name), PathOf(newName));
        Guarded("rename", path, () => File.Move(path, target, overwrite: true));
        Durable.SyncDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Brings the names in one of its folders to the disk, as far as somebody else has changed them.</summary>
    public void SyncNames(string folder) => Durable.SyncDirectory(PathOf(folder));

    /// <summary>Deletes durably; an absent file is no error.</summary>
    public void Delete(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            Guarded("delete", path, () => File.Delete(path));
            Durable.SyncDirectory(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>The names (relative to the data folder, in ordinal order) of the files directly in one of its folders; an absent one has none.</summary>
    /// <exception cref="DataFolderException">The folder is closed to this user, or no folder.</exception>
    public IReadOnlyList<string> List(string folder, string suffix = "")
    {
        var path = PathOf(folder);
        if (!Directory.Exists(path))
        {
            return IsHidden(path) ? throw DataFolderException.From(Errno.AccessDenied, "list", path)
                : File.Exists(path) ? throw DataFolderException.From(Errno.NotADirectory, "list", path)
                : [];
        }

        var names = new List<string>();
        Guarded(
            "list",
            path,
            () =>
                names.AddRange(
                    Directory
                        .EnumerateFiles(path)
                        .Select(file => $"{folder}/{Path.GetFileName(file)}")
                        .Where(n => n.EndsWith(suffix, StringComparison.Ordinal))
                )
        );
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>As <see cref="List"/>, of the folders directly in one; a link is none.</summary>
    public IReadOnlyList<string> Folders(string folder)
    {
        var path = PathOf(folder);
        var names = new List<string>();
        if (Directory.Exists(path))
            Guarded(
                "list",
                path,
                () =>
                    names.AddRange(
                        new DirectoryInfo(path)
                            .EnumerateDirectories()
                            .Where(each => each.LinkTarget is null)
                            .Select(each => $"{folder}/{each.Name}")
                    )
            );
        names.Sort(StringComparer.Ordinal);
        return names;
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

    private static DataFile Opened(SafeFileHandle? handle, int errno, string name, string path, string doing) =>
        handle is null ? throw DataFolderException.From(errno, doing, path) : new DataFile(handle, name, path);

    private static DataFile Synced(DataFile file, string path)
    {
        try
        {
            Durable.SyncDirectory(Path.GetDirectoryName(path)!);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (File.Exists(path))
        {
            throw DataFolderException.From(Errno.NotADirectory, "make the folder", path);
        }

        Guarded("make the folder", path, () => Directory.CreateDirectory(path, FolderMode));
        if (Path.GetDirectoryName(path) is { } parent)
        {
            Durable.SyncDirectory(parent);
        }
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
