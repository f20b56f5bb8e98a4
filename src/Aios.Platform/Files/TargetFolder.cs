using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>
/// An open folder of somebody else, entered part by part from a listed root. No symbolic link below the root is followed, neither on the
/// way nor at its end, whatever is moved meanwhile.
/// </summary>
public sealed partial class TargetFolder : IDisposable
{
    private readonly SafeFileHandle _handle;

    private TargetFolder(SafeFileHandle handle, string path) => (_handle, FullPath) = (handle, path);

    public string FullPath { get; }

    /// <summary>Opens the folder that holds the file of this path.</summary>
    /// <exception cref="DataFolderException">It is absent, may not be entered, or a link stands in the way.</exception>
    public static TargetFolder Of(TargetPath file) => Open(file.Root, file.Parts.SkipLast(1));

    /// <exception cref="DataFolderException">It is absent, may not be entered, or a link stands in the way.</exception>
    public static TargetFolder Open(string root, IEnumerable<string> parts)
    {
        var path = root.Length > 1 ? root.TrimEnd('/') : root;
        var here = NativeFolder.OpenRoot(path, out var errno) ?? throw Failure(errno, "enter", path);
        foreach (var part in parts)
        {
            path = $"{path.TrimEnd('/')}/{part}";
            using var above = here;
            here = NativeFolder.OpenFolder(above, part, out errno) ?? throw Failure(errno, "enter", path);
        }
        return new TargetFolder(here, path);
    }

    /// <summary>Reads a regular file whole; null when nothing has the name.</summary>
    /// <exception cref="DataFolderException">It is no regular file, may not be read, or is longer than <paramref name="longest"/> bytes.</exception>
    public TargetFile? Read(string name, long longest)
    {
        using var file = NativeFolder.OpenFile(_handle, name, NativeFolder.ReadOnly, out var errno);
        if (file is null)
            return errno == Errno.Missing ? null : throw Failure(errno, "open", PathOf(name));
        var facts = NativeFolder.Facts(file);
        if (!facts.IsRegular)
            throw Failure(Errno.NotADirectory, "read", PathOf(name));
        if (facts.SizeBytes > longest)
            throw new DataFolderException(
                DataFolderFault.Unreadable,
                PathOf(name),
                $"it has {facts.SizeBytes} bytes, allowed are {longest}",
                "Leave it out, or list its folder in aios.targets.expendable when nobody needs what is in it."
            );
        using var content = new MemoryStream((int)facts.SizeBytes);
        var buffer = new byte[64 * 1024];
        while (RandomAccess.Read(file, buffer, content.Length) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > longest)
                throw new DataFolderException(DataFolderFault.Unreadable, PathOf(name), "it grows while it is read", "Try again.");
        }
        return new TargetFile(content.ToArray(), facts);
    }

    /// <summary>What stands under a name; null when nothing does.</summary>
    public FileFacts? Look(string name) =>
        NativeFolder.Facts(_handle, name, out var errno) ?? (errno == Errno.Missing ? null : throw Failure(errno, "look at", PathOf(name)));

    /// <summary>Puts new content in place of the old, or makes the file: after a crash the one or the other is there, whole.</summary>
    /// <param name="owner">Null: this user. What this user may not give away stays theirs.</param>
    /// <returns>False when the file could not be given to its owner.</returns>
    /// <exception cref="DataFolderException">A full disk, no permission.</exception>
    /// <exception cref="StorageSyncException">It may not be on the disk.</exception>
    public bool Replace(string name, ReadOnlySpan<byte> content, int mode, (uint User, uint Group)? owner)
    {
        var draft = DraftOf(name);
        var isOwned = true;
        if (NativeFolder.Unlink(_handle, draft) is var left and not (0 or Errno.Missing))
            throw Failure(left, "clear", PathOf(draft));
        using (var file = NativeFolder.OpenFile(_handle, draft, NativeFolder.WriteNew, out var errno))
        {
            if (file is null)
                throw Failure(errno, "write", PathOf(draft));
            try
            {
                RandomAccess.Write(file, content, 0);
                // The owner first: changing it takes setuid and setgid away.
                if (owner is { } wanted && NativeFolder.Facts(file) is var made && (made.User, made.Group) != wanted)
                    isOwned = NativeFolder.Owner(file, wanted.User, wanted.Group) == 0;
                Check(NativeFolder.Mode(file, mode), "set the mode of", draft);
                Durable.Sync(file);
            }
            catch (IOException error)
            {
                NativeFolder.Unlink(_handle, draft);
                throw error is DataFolderException or StorageSyncException ? error : Failure(Errno.Of(error), "write", PathOf(name), error);
            }
        }
        Check(NativeFolder.Rename(_handle, draft, name), "replace", name);
        Durable.Sync(_handle);
        return isOwned;
    }

    /// <summary>Deletes a regular file durably; false when nothing has the name.</summary>
    /// <exception cref="DataFolderException">It is no regular file, or may not be deleted.</exception>
    public bool Delete(string name)
    {
        if (!Unlink(name))
            return false;
        Durable.Sync(_handle);
        return true;
    }

    /// <summary>Deletes a regular file; durable after <see cref="Sync"/>.</summary>
    public bool Unlink(string name)
    {
        if (Look(name) is not { } facts)
            return false;
        if (!facts.IsRegular)
            throw Failure(Errno.NotADirectory, "delete", PathOf(name));
        var errno = NativeFolder.Unlink(_handle, name);
        if (errno is not (0 or Errno.Missing))
            throw Failure(errno, "delete", PathOf(name));
        return errno == 0;
    }

    public void Sync() => Durable.Sync(_handle);

    /// <summary>The regular files directly in it that fit, in ordinal order of their names.</summary>
    /// <param name="most">More are an error: nothing is done by halves.</param>
    public IReadOnlyList<(string Name, FileFacts Facts)> List(Func<string, bool> fits, int most)
    {
        // By its descriptor: the folder that was entered, whatever has its path by now.
        var here = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_handle.DangerousGetHandle()}/");
        var found = new List<(string, FileFacts)>();
        foreach (var path in Directory.EnumerateFileSystemEntries(here))
        {
            var name = Path.GetFileName(path);
            if (!fits(name) || name.EndsWith(DraftSuffix, StringComparison.Ordinal) || Look(name) is not { IsRegular: true } facts)
                continue;
            found.Add((name, facts));
            if (found.Count > most)
                throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    FullPath,
                    $"more than {most} files fit",
                    "Use a narrower pattern."
                );
        }
        found.Sort((a, b) => string.CompareOrdinal(a.Item1, b.Item1));
        return found;
    }

    public void Dispose() => _handle.Dispose();

    private const string DraftSuffix = ".aios-draft";

    private string PathOf(string name) => $"{FullPath.TrimEnd('/')}/{name}";

    // Of one length whatever the name: a name may be as long as the kernel allows.
    private static string DraftOf(string name) =>
        $".{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8))}{DraftSuffix}";

    private void Check(int errno, string doing, string name)
    {
        if (errno != 0)
            throw Failure(errno, doing, PathOf(name));
    }

    private static DataFolderException Failure(int errno, string doing, string path, Exception? inner = null) =>
        errno switch
        {
            Errno.Loop or Errno.NotADirectory or Errno.IsADirectory => new DataFolderException(
                DataFolderFault.WrongKind,
                path,
                $"cannot {doing} it: it is a symbolic link, or not what is expected there",
                "Below a listed folder no link is followed; list the folder that it leads to.",
                inner
            ),
            Errno.Missing => new DataFolderException(
                DataFolderFault.Missing,
                path,
                $"cannot {doing} it: it is not there",
                "Make it first.",
                inner
            ),
            Errno.NotPermitted or Errno.AccessDenied => new DataFolderException(
                DataFolderFault.NotPermitted,
                path,
                $"cannot {doing} it: user '{Environment.UserName}' has no permission",
                "Give that user the folder by owner, group or access list.",
                inner
            ),
            _ => DataFolderException.From(errno, doing, path, inner),
        };
}

/// <summary>A file's content and what the kernel says of it.</summary>
public sealed record TargetFile(byte[] Content, FileFacts Facts);
