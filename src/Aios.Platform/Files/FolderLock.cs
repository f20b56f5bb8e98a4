using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>Holds a data folder for one node until it is disposed or the process ends.</summary>
public sealed class FolderLock : IDisposable
{
    internal const string FileName = "lock";

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private FolderLock(SafeFileHandle file, string path) => (_file, _path) = (file, path);

    /// <summary>What became of the place of the folder while it is held: files that are open go on, whoever opens one finds none, or another's. Null: it is there.</summary>
    public string? Lost
    {
        get
        {
            using var there = NativeFile.TryOpen(_path, NativeFile.Read, out var errno);
            return there is null ? $"{_path} cannot be opened any more (error {errno}): the folder was moved, deleted or unmounted"
                : ReadOwner(there) != Environment.ProcessId ? $"{_path} is not this node's any more: another folder is in its place"
                : null;
        }
    }

    internal static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var file =
            NativeFile.TryOpen(path, NativeFile.ReadWrite | NativeFile.Create, out var errno)
            ?? throw DataFolderException.From(errno, "open the lock file", path);
        try
        {
            if (!NativeFile.TryLock(file, out errno))
            {
                throw errno == Errno.WouldBlock
                    ? new DataFolderInUseException(folder, ReadOwner(file))
                    : DataFolderException.From(errno, "lock the data folder", path);
            }

            WriteOwner(file, path);
            return new FolderLock(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int? ReadOwner(SafeFileHandle file)
    {
        Span<byte> text = stackalloc byte[32];
        var length = RandomAccess.Read(file, text, 0);
        return int.TryParse(text[..length].Trim((byte)'\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
    }

    private static void WriteOwner(SafeFileHandle file, string path)
    {
        try
        {
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"), 0);
        }
        catch (IOException error)
        {
            throw DataFolderException.From(Errno.Of(error), "write the lock file", path, error);
        }
    }
}
