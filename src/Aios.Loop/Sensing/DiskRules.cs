namespace Aios.Loop.Sensing;

/// <summary>One way in which a file system can run short.</summary>
/// <param name="Aspect"><c>used</c>, <c>inodes</c> or <c>free</c>.</param>
public sealed record DiskShortage(string Aspect, double Value, ThresholdSettings Bounds);

/// <summary>A file system is short when its share is used up; a large one also when little is left in absolute terms.</summary>
public static class DiskRules
{
    /// <summary>From this size on the free space counts as well, in bytes.</summary>
    public const long LargeBytes = 100_000_000_000;

    private const double GB = 1e9;

    /// <param name="freeBytes">Free for an ordinary user.</param>
    /// <param name="inodesUsedPercent">0..100, or null where the file system has no such bound.</param>
    public static IEnumerable<DiskShortage> Shortages(
        long totalBytes,
        long freeBytes,
        double? inodesUsedPercent,
        ThresholdSettings settings
    )
    {
        if (totalBytes <= 0)
            yield break;
        yield return new DiskShortage("used", UsedPercent(totalBytes, freeBytes), settings);
        if (inodesUsedPercent is { } inodes)
            yield return new DiskShortage("inodes", inodes, settings);
        if (totalBytes >= LargeBytes)
            yield return new DiskShortage("free", -freeBytes / GB, settings with { Warn = -10, Critical = -5, Clear = -12 });
    }

    public static double UsedPercent(long totalBytes, long freeBytes) => 100.0 * (totalBytes - freeBytes) / totalBytes;
}
