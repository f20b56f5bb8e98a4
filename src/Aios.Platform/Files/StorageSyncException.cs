namespace Aios.Platform.Files;

/// <summary>The kernel could not bring data to the disk. What was not acknowledged before must be taken for lost.</summary>
/// <remarks>Never sync the same descriptor again: after one failure the kernel may report success although the data is gone.</remarks>
public sealed class StorageSyncException(string call, int errno) : IOException($"{call} failed, errno {errno} ({Errno.Describe(errno)})")
{
    /// <summary>The number that the kernel gave, for example 5 (EIO) or 28 (ENOSPC).</summary>
    public int ErrorNumber { get; } = errno;
}
