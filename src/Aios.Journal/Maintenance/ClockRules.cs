using System.Globalization;
using Aios.Loop.Vocabulary;

namespace Aios.Journal.Maintenance;

/// <summary>Whether the wall clock may say what is old: a clock that was set wrong must cost nothing.</summary>
public static class ClockRules
{
    /// <summary>What the wall clock may gain on the monotonic one between two looks; a machine that slept gains as well.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>Why nothing is deleted on the word of this clock, or null.</summary>
    /// <param name="before">When the clock was looked at last.</param>
    public static string? Jumped(Moment before, Moment now)
    {
        var gained = TimeSpan.FromMilliseconds(now.Wall - before.Wall - (now.Monotonic - before.Monotonic));
        return gained <= Tolerance
            ? null
            : $"the clock went ahead by {Days(gained)} days and says {Day(now.Wall)}: nothing is archived or deleted on its word. "
                + "Set it right if it is wrong; if it is right, the next run goes on";
    }

    /// <summary>What is wrong when the log's newest day lies beyond the clock's, or null.</summary>
    public static string? Ahead(DateOnly? newest, long wall)
    {
        var today = DayOf(wall);
        return newest is { } day && day > today.AddDays(1)
            ? $"the newest day of the log is {Text(day)}, the clock says {Text(today)}: one of them is wrong. What happens is appended "
                + "to that day all the same. Set the clock right; when it is, the next start gives the day its right name"
            : null;
    }

    private static string Days(TimeSpan span) => span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Day(long wall) => Text(DayOf(wall));

    private static DateOnly DayOf(long wall) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(wall).UtcDateTime);

    private static string Text(DateOnly day) => Log.DayFiles.Text(day);
}
