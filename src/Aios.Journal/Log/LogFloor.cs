using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>From where on the log tells everything: what lies below is deleted, or may be at any moment.</summary>
/// <param name="Seq">The last record below; 0: nothing is deleted.</param>
/// <param name="Wall">All records below were written before this time, milliseconds since the Unix epoch; 0 when there are none.</param>
public readonly record struct LogFloor(long Seq, long Wall)
{
    /// <summary>Where the newest daily summary ends: its day may still be there when the node was killed before it was deleted.</summary>
    /// <exception cref="LogCorruptException">The summary cannot be read.</exception>
    public static LogFloor Of(DataFolder folder) =>
        DailySummary.NewestBefore(folder, DateOnly.MaxValue) is { } newest
            ? new LogFloor(
                newest.LastSeq,
                new DateTimeOffset(newest.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds()
            )
            : default;
}
