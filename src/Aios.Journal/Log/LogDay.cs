using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>One day of the log, in the tier where it lies.</summary>
/// <param name="IsPlain">False: only the archive is there. Where both are, a crash came between: the plain file counts.</param>
internal readonly record struct LogDay(DateOnly Day, bool IsPlain)
{
    /// <summary>Relative to the data folder.</summary>
    public string Name => IsPlain ? DayFiles.NameOf(Day) : DayFiles.ArchiveOf(Day);

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<LogDay> List(DataFolder folder)
    {
        // Archives last: a day that is archived meanwhile is seen twice rather than not at all.
        var plain = DayFiles.List(folder, DayFiles.Folder, DayFiles.Suffix).ToArray();
        var archived = DayFiles.List(folder, DayFiles.ArchiveFolder, DayFiles.ArchiveSuffix).Except(plain);
        return
        [
            .. plain.Select(day => new LogDay(day, true)).Concat(archived.Select(day => new LogDay(day, false))).OrderBy(day => day.Day),
        ];
    }

    /// <summary>The lines from the first on; null when the day has been deleted since it was listed.</summary>
    /// <param name="offset">Of a plain day: where a later line begins.</param>
    public LineScanner? Open(DataFolder folder, long offset = 0)
    {
        if (IsPlain && folder.TryOpenRead(Name) is { } plain)
            return new LineScanner(new PlainBytes(plain, offset));
        return folder.TryOpenRead(DayFiles.ArchiveOf(Day)) is { } archive ? new LineScanner(new ArchiveBytes(archive)) : null;
    }
}
