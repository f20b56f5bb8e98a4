using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>The only permitted way to the disk.</summary>
/// <remarks>
/// <c>FileStream.Flush(true)</c> and <c>RandomAccess.FlushToDisk</c> stay silent when fsync fails (.NET 10 on Linux), so the calls are made
/// here and their result is checked.
/// </remarks>
internal static partial class Durable
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle fd);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    public static void Sync(SafeFileHandle file)
    {
        while (fsync(file) < 0)
        {
            Check("fsync");
        }
    }

    public static void SyncData(SafeFileHandle file)
    {
        while (fdatasync(file) < 0)
        {
            Check("fdatasync");
        }
    }

    public static void SyncDirectory(string path)
    {
        int descriptor;
        while ((descriptor = open(path, ReadOnlyCloseOnExec)) < 0)
        {
            Check("open(directory)");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Sync(handle);
    }

    private static void Check(string call)
    {
        var errno = Marshal.GetLastPInvokeError();
        if (errno != Errno.Interrupted)
        {
            throw new StorageSyncException(call, errno);
        }
    }
}
