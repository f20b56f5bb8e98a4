using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>What is kept of a day after its events are deleted: where the chain stood, and the counts.</summary>
/// <param name="LastHash">The hash of the last event: <c>prev</c> of the first event that is kept.</param>
internal sealed record DailySummary(DateOnly Day, long FirstSeq, long LastSeq, byte[] LastHash)
{
    private static readonly string NoneBefore = Base64Url.EncodeToString(new byte[LineFormat.HashBytes]);

    /// <summary>The newest one of a day before this one, or null.</summary>
    /// <exception cref="LogCorruptException">It cannot be read.</exception>
    public static DailySummary? NewestBefore(DataFolder folder, DateOnly day)
    {
        foreach (var summarised in DayFiles.List(folder, DayFiles.SummaryFolder, DayFiles.SummarySuffix).Reverse())
            if (summarised < day)
                return Parse(folder, summarised, out _, out _);
        return null;
    }

    /// <summary>What the summary of the next day says about the one before it.</summary>
    public static string HashBefore(DataFolder folder, DateOnly day)
    {
        foreach (var summarised in DayFiles.List(folder, DayFiles.SummaryFolder, DayFiles.SummarySuffix).Reverse())
            if (summarised < day)
                return HashOf(folder.ReadAll(DayFiles.SummaryOf(summarised))!);
        return NoneBefore;
    }

    /// <summary>Each names the hash of the one before, and goes on where that one ended.</summary>
    public static LogFault? CheckAll(DataFolder folder)
    {
        var (before, seq) = (NoneBefore, 0L);
        foreach (var day in DayFiles.List(folder, DayFiles.SummaryFolder, DayFiles.SummarySuffix))
        {
            var name = DayFiles.SummaryOf(day);
            DailySummary summary;
            string named;
            try
            {
                summary = Parse(folder, day, out var bytes, out named);
                if (named != before)
                    return new(name, 1, seq + 1, "before", before, named);
                before = HashOf(bytes);
            }
            catch (LogCorruptException corrupt)
            {
                return corrupt.Fault;
            }
            if (summary.FirstSeq != seq + 1)
                return new(name, 1, seq + 1, "first_seq", $"{seq + 1}", $"{summary.FirstSeq}");
            seq = summary.LastSeq;
        }
        return null;
    }

    private static string HashOf(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(SHA256.HashData(bytes));

    private static DailySummary Parse(DataFolder folder, DateOnly day, out byte[] bytes, out string before)
    {
        bytes = folder.ReadAll(DayFiles.SummaryOf(day)) ?? [];
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            before = root.GetProperty("before").GetString() ?? "";
            var hash = Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(root.GetProperty("last_hash").GetString() ?? ""));
            var summary = new DailySummary(day, root.GetProperty("first_seq").GetInt64(), root.GetProperty("last_seq").GetInt64(), hash);
            if (root.GetProperty("v").GetInt32() == 1 && hash.Length == LineFormat.HashBytes && summary.FirstSeq <= summary.LastSeq)
                return summary;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Broken(day, error.Message);
        }
        throw Broken(day, Shown.Quote(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 60)))));
    }

    private static LogCorruptException Broken(DateOnly day, string actual) =>
        new(new LogFault(DayFiles.SummaryOf(day), 1, 0, "the form", "a daily summary, version 1", actual));
}
