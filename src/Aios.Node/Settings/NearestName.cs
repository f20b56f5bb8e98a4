namespace Aios.Node.Settings;

/// <summary>What was probably meant by a name that nobody knows.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the known names, or null when none is near: more than a quarter of the letters differ.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var (best, least) = ((string?)null, int.MaxValue);
        foreach (var each in known)
            if (Distance(name, each) is var distance && distance < least)
                (best, least) = (each, distance);
        return best is not null && least * 4 <= Math.Max(name.Length, 4) ? best : null;
    }

    /// <summary>The three likeliest: those that end so, then those that hold it, then those with the fewest other letters.</summary>
    public static IReadOnlyList<string> Some(string name, IEnumerable<string> known) =>
        [
            .. known
                .OrderBy(each =>
                    each.EndsWith($".{name}", StringComparison.Ordinal) ? -2
                    : each.Contains(name, StringComparison.Ordinal) ? -1
                    : Math.Min(Distance(name, each), Distance(name, each[(each.LastIndexOf('.') + 1)..]))
                )
                .Take(3),
        ];

    /// <summary>As part of a fault: <c>; did you mean x?</c>, or nothing.</summary>
    public static string Hint(string name, IEnumerable<string> known) => Of(name, known) is { } near ? $"; did you mean {near}?" : "";

    /// <summary>Optimal string alignment: letters put in, left out, replaced, or swapped with their neighbour.</summary>
    internal static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
        {
            var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
        }
        return table[a.Length, b.Length];
    }
}
