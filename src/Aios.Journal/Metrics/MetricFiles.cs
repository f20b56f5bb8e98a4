using System.Globalization;
using Aios.Platform.Files;

namespace Aios.Journal.Metrics;

/// <summary>The metric files of a data folder, one per UTC day.</summary>
internal static class MetricFiles
{
    private const string Folder = "metrics";
    private const string Suffix = ".bin";
    private const string Format = "yyyy-MM-dd";

    public static DateOnly DayOf(long time) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(time).UtcDateTime);

    public static string TextOf(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static string NameOf(DateOnly day) => $"{Folder}/{TextOf(day)}{Suffix}";

    /// <summary>Oldest first.</summary>
    public static IEnumerable<(DateOnly Day, string Name)> List(DataFolder folder)
    {
        foreach (var name in folder.List(Folder, Suffix))
        {
            var text = name.AsSpan(Folder.Length + 1)[..^Suffix.Length];
            if (DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                yield return (day, name);
        }
    }

    /// <summary>Appends whole samples; what a crash left incomplete is overwritten.</summary>
    /// <exception cref="DataFolderException">The disk failed, or the file is of another version.</exception>
    public static void Append(DataFolder folder, DateOnly day, ReadOnlySpan<byte> samples)
    {
        using var file = folder.OpenAppend(NameOf(day));
        var end = file.Length / MetricLayout.Size * MetricLayout.Size;
        Span<byte> header = stackalloc byte[MetricLayout.Size];
        if (end == 0)
        {
            MetricLayout.WriteHeader(header);
            file.Write(header, 0);
            end = MetricLayout.Size;
        }
        else
        {
            CheckHeader(file, header);
        }
        file.Write(samples, end);
    }

    /// <exception cref="DataFolderException">The file is of another version or no metric file.</exception>
    public static void CheckHeader(DataFile file, Span<byte> header)
    {
        var found = MetricLayout.ReadHeader(header[..file.Read(header, 0)]);
        if (found == MetricLayout.Version)
            return;
        throw new DataFolderException(
            DataFolderFault.Unreadable,
            file.FullPath,
            found is { } version ? $"its version is {version}, this version reads {MetricLayout.Version}" : "it is no metric file",
            "Move it away."
        );
    }
}
