using Aios.Platform.Files;

namespace Aios.Journal.Log;

/// <summary>
/// Days that got their names from a clock that went ahead: while they are the newest, everything is appended to them. Their order is
/// right, only their names are not.
/// </summary>
internal static class StrayDays
{
    /// <summary>
    /// Gives them the names of today and the days after, as far as those come after what was before. A crash at any point leaves them in
    /// order. The folder's lock must be held, and nobody may write.
    /// </summary>
    /// <returns>What was renamed, old and new name; nothing when the log has no day up to today: then the clock may be what is wrong.</returns>
    public static IReadOnlyList<string> Settle(DataFolder folder, DateOnly today)
    {
        var days = LogDay.List(folder);
        var tomorrow = today.AddDays(1);
        if (!days.Any(day => day.Day > tomorrow) || LastBefore(folder, days, tomorrow) is not { } last)
            return [];
        var renamed = new List<string>();
        foreach (var day in days.Where(day => day.Day > tomorrow))
        {
            last = last.AddDays(1) is var next && next > today ? next : today;
            var named = day with { Day = last };
            if (named == day)
                continue;
            folder.Rename(day.Name, named.Name);
            renamed.Add($"{day.Name} is now {named.Name}");
        }
        return renamed;
    }

    /// <summary>The newest day up to that one, kept or only summarised.</summary>
    private static DateOnly? LastBefore(DataFolder folder, IReadOnlyList<LogDay> days, DateOnly upTo)
    {
        var known = days.Select(day => day.Day)
            .Concat(DayFiles.List(folder, DayFiles.SummaryFolder, DayFiles.SummarySuffix))
            .Where(day => day <= upTo)
            .ToList();
        return known.Count > 0 ? known.Max() : null;
    }
}
