using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>Opening and locking with the mode, flags and error numbers of the kernel, which the framework's calls hide.</summary>
internal static partial class NativeFile
{
    public const int Read = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;

    private const int CloseOnExec = 0x80000;
    private const int OwnerOnly = 0x180;
    private const int LockExclusiveNow = 2 | 4;

    // The only flag used here whose value depends on the processor.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 0x8000 : 0x20000;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc")]
    private static partial int posix_fallocate(SafeFileHandle fd, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle fd, int operation);

    /// <summary>Gives the descriptor, or null with the error number. A file it makes has mode 0600; a symbolic link is not followed.</summary>
    public static SafeFileHandle? TryOpen(string path, int flags, out int errno)
    {
        while (true)
        {
            var descriptor = open(path, flags | CloseOnExec | NoFollow, OwnerOnly);
            errno = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (errno == 0)
            {
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            if (errno != Errno.Interrupted)
            {
                return null;
            }
        }
    }

    /// <summary>Takes room on the disk for so many bytes; gives the error number, 0 when the room is there.</summary>
    public static int Allocate(SafeFileHandle file, long length)
    {
        int errno;
        while ((errno = posix_fallocate(file, 0, length)) == Errno.Interrupted) { }
        return errno;
    }

    /// <summary>Takes the whole-file lock of this open file, or says at once who stands in the way (the error number).</summary>
    public static bool TryLock(SafeFileHandle file, out int errno)
    {
        while (flock(file, LockExclusiveNow) < 0)
        {
            errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.Interrupted)
            {
                return false;
            }
        }

        errno = 0;
        return true;
    }
}
