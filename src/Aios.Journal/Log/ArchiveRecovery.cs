using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Settles what a crash left of the archiving of a day. The folder's lock must be held.</summary>
internal static class ArchiveRecovery
{
    public static void Run(DataFolder folder)
    {
        foreach (var unfinished in folder.List(DayFiles.ArchiveFolder, DayFiles.ArchiveSuffix + ArchiveFile.Unfinished))
            folder.Delete(unfinished);
        var plain = DayFiles.List(folder, DayFiles.Folder, DayFiles.Suffix).ToHashSet();
        foreach (var day in DayFiles.List(folder, DayFiles.ArchiveFolder, DayFiles.ArchiveSuffix))
            if (plain.Contains(day))
                Settle(folder, day);
    }

    /// <summary>Both are there: the archive counts when it holds the plain file byte by byte, else it is written again.</summary>
    private static void Settle(DataFolder folder, DateOnly day)
    {
        folder.SyncNames(DayFiles.ArchiveFolder);
        folder.Delete(ArchiveFile.Holds(folder, DayFiles.ArchiveOf(day), day) ? DayFiles.NameOf(day) : DayFiles.ArchiveOf(day));
    }
}
