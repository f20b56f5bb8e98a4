using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Journal.Store;

/// <summary>Copies the files of a data folder into another one; each is durable when its copy returns.</summary>
public static class FolderCopy
{
    private const int Block = 256 * 1024;

    /// <summary>
    /// The event log in all its tiers, up to a record; what stands behind it is left out. In the order in which maintenance moves a day on,
    /// so that one that moves meanwhile is met again in its next tier.
    /// </summary>
    public static void Log(DataFolder from, DataFolder to, long upToSeq)
    {
        Folder(from, to, DayFiles.Folder, DayFiles.Suffix);
        Folder(from, to, DayFiles.ArchiveFolder, DayFiles.ArchiveSuffix);
        Folder(from, to, DayFiles.SummaryFolder, DayFiles.SummarySuffix);
        // Midnight may have passed since: then the newest day holds nothing of it, and the one before perhaps too much.
        foreach (var day in DayFiles.List(to, DayFiles.Folder, DayFiles.Suffix).Reverse())
            if (Cut(to, DayFiles.NameOf(day), upToSeq))
                break;
    }

    /// <summary>The files directly in one folder whose name ends so; one that is gone by then is left out.</summary>
    public static void Folder(DataFolder from, DataFolder to, string folder, string suffix)
    {
        foreach (var name in from.List(folder, suffix))
            if (from.TryOpenRead(name) is { } source)
                Copy(source, to, name);
    }

    /// <summary>A folder with all that is below it, but for what is being written; one that is absent is no error.</summary>
    public static void Tree(DataFolder from, DataFolder to, string folder)
    {
        foreach (var name in from.List(folder).Where(name => !name.EndsWith(DataFolder.TemporarySuffix, StringComparison.Ordinal)))
            if (from.TryOpenRead(name) is { } source)
                Copy(source, to, name);
        foreach (var below in from.Folders(folder))
        {
            // Level by level, so that the name of each is on the disk.
            DataFolder.OpenOrCreate(to.PathOf(folder));
            DataFolder.OpenOrCreate(to.PathOf(below));
            Tree(from, to, below);
        }
    }

    public static void File(DataFolder from, DataFolder to, string name) => Copy(from.OpenRead(name), to, name);

    private static void Copy(DataFile from, DataFolder to, string name)
    {
        using var source = from;
        using var target = to.CreateNew(name);
        var buffer = new byte[Block];
        for (long at = 0; source.Read(buffer, at) is > 0 and var count; at += count)
            target.Write(buffer.AsSpan(0, count), at);
        target.Sync();
    }

    /// <summary>False when nothing is left: the file is gone.</summary>
    private static bool Cut(DataFolder folder, string name, long upToSeq)
    {
        long end = 0;
        using (var scanner = new LineScanner(new PlainBytes(folder.OpenRead(name))))
            while (scanner.Next() && LogLine.TryParse(scanner.Current, out var line) && line.Seq <= upToSeq)
                end = scanner.Offset;
        if (end == 0)
        {
            folder.Delete(name);
            return false;
        }
        using var file = folder.OpenAppend(name);
        if (file.Length == end)
            return true;
        file.Truncate(end);
        file.Sync();
        return true;
    }
}
