using System.Runtime.InteropServices;
using Aios.Platform.Native;

namespace Aios.Platform.Machine;

/// <summary>Space of one file system, in bytes and inodes (statvfs(3)).</summary>
/// <param name="FreeBytes">Free for root.</param>
/// <param name="AvailableBytes">Free for everybody else.</param>
/// <param name="Inodes">0 when the file system makes them as needed.</param>
public readonly partial record struct DiskSpace(long TotalBytes, long FreeBytes, long AvailableBytes, long Inodes, long FreeInodes)
{
    /// <summary>As df(1) counts it: used of what is used or available.</summary>
    public double UsedPercent =>
        TotalBytes - FreeBytes is var used && used + AvailableBytes > 0 ? 100.0 * used / (used + AvailableBytes) : 0;

    /// <summary>NaN when the file system has no fixed number of inodes.</summary>
    public double UsedInodesPercent => Inodes > 0 ? 100.0 * (Inodes - FreeInodes) / Inodes : double.NaN;

    /// <summary>
    /// Asks the kernel. On a network file system whose server is away the call may hang for ever: call it from a thread of its own.
    /// </summary>
    /// <exception cref="IOException">The path does not exist or cannot be asked.</exception>
    public static DiskSpace Of(string path)
    {
        if (StatVfs(path, out var fields) != 0)
            throw new IOException($"{path}: no figures about its space: {Libc.Explain(Marshal.GetLastPInvokeError())}");
        var unit = (long)(fields.FragmentSize > 0 ? fields.FragmentSize : fields.BlockSize);
        return new DiskSpace(
            (long)fields.Blocks * unit,
            (long)fields.FreeBlocks * unit,
            (long)fields.AvailableBlocks * unit,
            (long)fields.Files,
            (long)fields.FreeFiles
        );
    }

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatVfs(string path, out Fields fields);

    /// <summary>struct statvfs on 64-bit Linux; the rest is spare.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Fields
    {
        public ulong BlockSize;
        public ulong FragmentSize;
        public ulong Blocks;
        public ulong FreeBlocks;
        public ulong AvailableBlocks;
        public ulong Files;
        public ulong FreeFiles;
    }
}
