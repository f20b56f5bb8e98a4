using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Room on the disk, kept by a file that really takes it.</summary>
internal interface IDiskRoom
{
    /// <summary>0: none is kept.</summary>
    long Bytes { get; }

    bool IsKept { get; }

    /// <summary>Free on the disk besides what is kept.</summary>
    long FreeBytes { get; }

    /// <exception cref="IOException">There is not so much room.</exception>
    void Keep();

    void Release();
}

/// <summary><c>reserve.bin</c> in the data folder; at most an eighth of the file system, so that twice of it can be free on a small one too.</summary>
internal sealed class ReserveFile(DataFolder folder, long bytes) : IDiskRoom
{
    public const string Name = "reserve.bin";

    /// <summary>What the node keeps in this folder, as it was set when it ran.</summary>
    public static long KeptBy(DataFolder folder)
    {
        using var file = folder.TryOpenRead(Name);
        return file?.Length ?? 0;
    }

    public long Bytes { get; } = folder.Space.TotalBytes / 8 is > 0 and var most ? Math.Min(bytes, most) : bytes;

    public bool IsKept => KeptBy(folder) == Bytes;

    public long FreeBytes => folder.Space.AvailableBytes;

    public void Keep()
    {
        try
        {
            using var file = folder.OpenAppend(Name);
            file.Truncate(0);
            file.Allocate(Bytes);
            file.Sync();
        }
        catch (IOException)
        {
            folder.Delete(Name);
            throw;
        }
    }

    public void Release() => folder.Delete(Name);
}
