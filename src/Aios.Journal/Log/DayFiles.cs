using System.Globalization;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>Names of the files of a day; the day is UTC and only says where to append: sequence numbers rule.</summary>
internal static class DayFiles
{
    public const string Folder = "events";
    public const string ArchiveFolder = "events/archive";
    public const string SummaryFolder = "events/summaries";
    public const string Suffix = ".jsonl";
    public const string ArchiveSuffix = ".jsonl.gz";
    public const string SummarySuffix = ".json";

    /// <summary>In the name of what was cut off a day's end: after the day's name, before the place.</summary>
    public const string CutMark = ".cut-";

    private const string Format = "yyyy-MM-dd";

    public static string NameOf(DateTimeOffset time) => NameOf(DateOnly.FromDateTime(time.UtcDateTime));

    public static string NameOf(DateOnly day) => $"{Folder}/{Text(day)}{Suffix}";

    public static string ArchiveOf(DateOnly day) => $"{ArchiveFolder}/{Text(day)}{ArchiveSuffix}";

    public static string SummaryOf(DateOnly day) => $"{SummaryFolder}/{Text(day)}{SummarySuffix}";

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The days of the files in a folder, oldest first. Other files are not ours.</summary>
    public static IEnumerable<DateOnly> List(DataFolder data, string folder, string suffix)
    {
        foreach (var name in data.List(folder, suffix))
            if (DayOf(name.AsSpan(folder.Length + 1)[..^suffix.Length]) is { } day)
                yield return day;
    }

    /// <summary>The day of a plain file.</summary>
    public static DateOnly? DayOf(string name) => DayOf(name.AsSpan(Folder.Length + 1)[..^Suffix.Length]);

    private static DateOnly? DayOf(ReadOnlySpan<char> text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
