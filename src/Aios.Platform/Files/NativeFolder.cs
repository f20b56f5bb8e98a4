using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>The kernel's calls that name a file by an open folder and one part of a path, so that nobody can change the way in between.</summary>
internal static partial class NativeFolder
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int WriteNew = 1 | 0x40 | 0x80;

    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int EmptyPath = 0x1000;
    private const int NoFollowStat = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int StatBytes = 256;

    // These two have another value on arm64.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int openat(SafeFileHandle folder, string name, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle folder, string name, int flags, uint mask, ref byte buffer);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(SafeFileHandle file, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle file, uint user, uint group);

    /// <summary>Opens a folder by its whole path; links in it are followed, because a person wrote it down.</summary>
    public static SafeFileHandle? OpenRoot(string path, out int errno) =>
        Handle(() => open(path, ReadOnly | FolderOnly | CloseOnExec), out errno);

    /// <summary>Opens a folder directly below another one; a link is not followed.</summary>
    public static SafeFileHandle? OpenFolder(SafeFileHandle folder, string name, out int errno) =>
        Handle(() => openat(folder, name, ReadOnly | FolderOnly | NoFollow | CloseOnExec, 0), out errno);

    /// <summary>Opens a file directly below a folder; a link is not followed, and a pipe does not make it wait.</summary>
    /// <param name="flags"><see cref="ReadOnly"/>, <see cref="ReadWrite"/> or <see cref="WriteNew"/>, which refuses what is there and makes mode 0600.</param>
    public static SafeFileHandle? OpenFile(SafeFileHandle folder, string name, int flags, out int errno) =>
        Handle(() => openat(folder, name, flags | NoFollow | NonBlocking | CloseOnExec, 0x180), out errno);

    /// <summary>What an open file is.</summary>
    public static FileFacts Facts(SafeFileHandle file) =>
        TryFacts(file, "", EmptyPath, out var errno) ?? throw DataFolderException.From(errno, "look at a file", "an open file");

    /// <summary>What stands under a name, a link itself included; null with the error number when nothing does.</summary>
    public static FileFacts? Facts(SafeFileHandle folder, string name, out int errno) => TryFacts(folder, name, NoFollowStat, out errno);

    public static int Rename(SafeFileHandle folder, string from, string to) => Result(() => renameat(folder, from, folder, to));

    public static int Unlink(SafeFileHandle folder, string name) => Result(() => unlinkat(folder, name, 0));

    public static int Mode(SafeFileHandle file, int mode) => Result(() => fchmod(file, (uint)mode));

    public static int Owner(SafeFileHandle file, uint user, uint group) => Result(() => fchown(file, user, group));

    private static FileFacts? TryFacts(SafeFileHandle folder, string name, int flags, out int errno)
    {
        // struct statx is the same on every processor: mode at 28, user 20, group 24, inode 32, size 40, seconds of the last write 112.
        var found = new byte[StatBytes];
        errno = Result(() => statx(folder, name, flags, BasicStats, ref found[0]));
        return errno != 0
            ? null
            : new FileFacts(
                (BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(28)) & 0xF000) == 0x8000,
                BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(28)) & 0xFFF,
                BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(20)),
                BinaryPrimitives.ReadUInt32LittleEndian(found.AsSpan(24)),
                BinaryPrimitives.ReadInt64LittleEndian(found.AsSpan(40)),
                BinaryPrimitives.ReadInt64LittleEndian(found.AsSpan(112)) * 1000
            );
    }

    private static SafeFileHandle? Handle(Func<int> call, out int errno)
    {
        var descriptor = -1;
        errno = Result(() => descriptor = call());
        return errno == 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    private static int Result(Func<int> call)
    {
        while (call() < 0)
            if (Marshal.GetLastPInvokeError() is var errno && errno != Errno.Interrupted)
                return errno;
        return 0;
    }
}

/// <summary>What the kernel says of a file.</summary>
/// <param name="IsRegular">No folder, link, pipe, socket or device.</param>
/// <param name="Mode">Permission bits with setuid, setgid and sticky.</param>
/// <param name="WrittenAt">Milliseconds since the Unix epoch, to the second.</param>
public sealed record FileFacts(bool IsRegular, int Mode, uint User, uint Group, long SizeBytes, long WrittenAt);
