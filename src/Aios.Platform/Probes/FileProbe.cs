using System.IO.Enumeration;

namespace Aios.Platform.Probes;

internal static class FileProbe
{
    public const int MostFiles = 200_000;

    // What nobody but root may read is left out, links are not followed: they could lead anywhere, and in circles.
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static FileReading Look(string path)
    {
        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            if (Directory.Exists(target))
                return Folder(target);
            var file = new FileInfo(target);
            return file.Exists ? new FileReading(true, 1, file.Length, Ms(file.LastWriteTimeUtc)) : default;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
    }

    private static FileReading Folder(string path)
    {
        var (files, bytes, newest) = (0, 0L, (long?)null);
        var found = new FileSystemEnumerable<(long Bytes, long At)>(
            path,
            (ref FileSystemEntry entry) => (entry.Length, Ms(entry.LastWriteTimeUtc.UtcDateTime)),
            All
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        };
        foreach (var (size, at) in found)
        {
            if (++files > MostFiles)
                throw new IOException($"it holds more than {MostFiles} files; name a smaller folder");
            bytes += size;
            newest = newest is { } before ? Math.Max(before, at) : at;
        }
        return new FileReading(true, files, bytes, newest);
    }

    private static long Ms(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
