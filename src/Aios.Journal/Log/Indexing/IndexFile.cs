using Aios.Platform.Files;

namespace Aios.Journal.Log.Indexing;

/// <summary>
/// The sidecar of a day: a header of eight bytes, then one frame per block, each with its length and a check. It holds nothing that the
/// day does not say: what is missing, torn or stale is read from the day itself, and written again. It is never synced.
/// </summary>
internal static class IndexFile
{
    public const string Folder = "events/index";
    public const string Suffix = ".idx";

    /// <summary>Days in plain files below this size have no index: reading them is as quick.</summary>
    public const long LeastPlainBytes = 256 * 1024;

    /// <summary>Length and check.</summary>
    public const int FrameHeader = 8;

    /// <summary>A block of 64 KiB cannot name more.</summary>
    public const int MostFrameBytes = 128 * 1024;

    public static ReadOnlySpan<byte> Magic => "aiosidx1"u8;

    public static string NameOf(LogDay day) => $"{Folder}/{Path.GetFileName(day.Name)}{Suffix}";

    public static uint Check(ReadOnlySpan<byte> frame) => (uint)Bloom.KeyOf(frame);

    /// <summary>Deletes the index of every day that is no more, or no more in that tier.</summary>
    public static void DeleteOrphans(DataFolder folder)
    {
        var kept = LogDay.List(folder).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var name in folder.List(Folder))
            if (!kept.Contains(name))
                folder.Delete(name);
    }
}
