using System.Diagnostics.CodeAnalysis;
using Aios.Platform.Machine;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>The file systems of this machine. Specs derive from it to let single calls fail.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "The native calls of this room need Linux anyway")]
internal class KernelDisk : IDisk
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static KernelDisk Instance { get; } = new();

    public virtual IDiskFile? Open(string path, int flags, out int errno) =>
        NativeFile.TryOpen(path, flags, out errno) is { } handle ? new KernelFile(handle) : null;

    public bool HasFile(string path) => File.Exists(path);

    public bool HasFolder(string path) => Directory.Exists(path);

    public bool IsHidden(string path)
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

    public IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path));

    public IEnumerable<string> Folders(string folder) =>
        new DirectoryInfo(folder).EnumerateDirectories().Where(each => each.LinkTarget is null).Select(each => each.Name);

    public void MakeFolder(string path) => Directory.CreateDirectory(path, FolderMode);

    public void Rename(string path, string target) => File.Move(path, target, overwrite: true);

    public void Delete(string path) => File.Delete(path);

    public virtual void SyncFolder(string path) => Durable.SyncDirectory(path);

    public virtual DiskSpace SpaceOf(string path) => DiskSpace.Of(path);

    private sealed class KernelFile(SafeFileHandle handle) : IDiskFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

        public void Truncate(long length) => RandomAccess.SetLength(handle, length);

        public int Allocate(long length) => NativeFile.Allocate(handle, length);

        public void Sync() => Durable.Sync(handle);

        public void SyncData() => Durable.SyncData(handle);

        public void Dispose() => handle.Dispose();
    }
}
