using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>
/// Where the chain stood when it was last known to be whole: the next start verifies from here on. It is a shortcut and nothing else:
/// whatever does not fit exactly makes the start verify everything.
/// </summary>
/// <param name="Day">The plain day in which the record lies.</param>
/// <param name="Length">Bytes of that day up to and including the record.</param>
/// <param name="Days">All days of the log up to that one.</param>
internal sealed record LogCheckpoint(long Seq, byte[] Hash, DateOnly Day, long Length, IReadOnlyList<DateOnly> Days)
{
    public const string Name = "events/checkpoint.json";

    private const string CheckMember = ",\"check\":\"";

    private string HashText => Base64Url.EncodeToString(Hash);

    /// <summary>On disk when this returns.</summary>
    public void Write(DataFolder folder)
    {
        var days = string.Join(',', Days.Select(day => $"\"{DayFiles.Text(day)}\""));
        var text = $$"""{"v":1,"seq":{{Seq}},"hash":"{{HashText}}","day":"{{DayFiles.Text(Day)}}","length":{{Length}},"days":[{{days}}]""";
        folder.Replace(Name, Encoding.ASCII.GetBytes($"{text}{CheckMember}{CheckOf(text)}\"}}\n"));
    }

    /// <summary>The checkpoint, if it is whole and the files are the ones it speaks of; else null.</summary>
    public static LogCheckpoint? Read(DataFolder folder) =>
        folder.TryOpenRead(Name) is { } file && Parse(file) is { } found && found.Fits(folder) ? found : null;

    private static LogCheckpoint? Parse(DataFile file)
    {
        using (file)
        {
            var bytes = new byte[Math.Min(file.Length, 1024 * 1024)];
            var text = Encoding.ASCII.GetString(bytes, 0, file.Read(bytes, 0));
            var end = text.LastIndexOf(CheckMember, StringComparison.Ordinal);
            if (end < 0 || text[end..] != $"{CheckMember}{CheckOf(text[..end])}\"}}\n")
                return null;
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return new LogCheckpoint(
                root.GetProperty("seq").GetInt64(),
                Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(root.GetProperty("hash").GetString()!)),
                DayOf(root.GetProperty("day")),
                root.GetProperty("length").GetInt64(),
                [.. root.GetProperty("days").EnumerateArray().Select(DayOf)]
            );
        }
    }

    private bool Fits(DataFolder folder)
    {
        var days = LogDay.List(folder);
        var here = days.FirstOrDefault(day => day.Day == Day && day.IsPlain);
        var deletedUpTo = days.Count > 0 ? DailySummary.NewestBefore(folder, days[0].Day)?.Day : null;
        return here.IsPlain
            && days.Select(day => day.Day).Where(day => day <= Day).SequenceEqual(Days.Where(day => !(day <= deletedUpTo)))
            && EndsHere(folder, here);
    }

    /// <summary>The line that ends at the length has the hash.</summary>
    private bool EndsHere(DataFolder folder, LogDay day)
    {
        using var file = folder.TryOpenRead(day.Name);
        var end = Encoding.ASCII.GetBytes($"\"hash\":\"{HashText}\"}}\n");
        var tail = new byte[end.Length];
        return file is not null
            && Length >= end.Length
            && file.Length >= Length
            && file.Read(tail, Length - end.Length) == end.Length
            && tail.AsSpan().SequenceEqual(end);
    }

    private static DateOnly DayOf(JsonElement text) =>
        DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string CheckOf(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
