using Aios.Loop.Vocabulary;
using Aios.Node.Settings;

namespace Aios.Node.Verbs;

/// <summary>What somebody may have meant: the known name with the fewest edits (a swap of two letters is one), if they are few.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    public static string Unknown(string what, string given, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        return To(given, names) is { } nearest
            ? $"{what} {Shown.Quote(given)} is not known; did you mean '{nearest}'?"
            : $"{what} {Shown.Quote(given)} is not known; known are {string.Join(", ", names)}";
    }

    public static string? To(string given, IEnumerable<string> known)
    {
        if (given.Length > LongestCompared)
            return null;
        var best = known
            .Select(name =>
                (
                    Name: name,
                    Edits: name.StartsWith(given, StringComparison.Ordinal) && given.Length >= 2 ? 1 : NearestName.Distance(given, name)
                )
            )
            .OrderBy(each => each.Edits)
            .FirstOrDefault();
        return best.Name is not null && best.Edits <= Math.Max(1, given.Length / 3) ? best.Name : null;
    }
}
