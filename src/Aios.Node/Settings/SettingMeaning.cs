using Aios.Loop.Vocabulary;

namespace Aios.Node.Settings;

/// <summary>What a setting means: the comments of the file that it ships in.</summary>
internal static class SettingMeaning
{
    /// <summary>
    /// One paragraph each: the comment above the key or its neighbours, the one that stands alone above several of its kind, and those of
    /// the objects around it. Of a list that explains several keys, only what is said of this one.
    /// </summary>
    /// <param name="at">Where the default is written, in a file of <see cref="ModuleFiles.Modules"/>.</param>
    public static IReadOnlyList<string> Of(string key, Origin at)
    {
        var lines = ModuleFiles.Read(at.File).Split('\n');
        var name = key[(key.LastIndexOf('.') + 1)..];
        var blocks = new List<int>();
        var line = at.Line - 1;
        for (var isOwn = true; line >= 0; line = Around(lines, line), isOwn = false)
        {
            var end = line - 1;
            while (isOwn && IsSetting(lines, end))
                end--;
            if (Begin(lines, end) is not { } begin)
                continue;
            blocks.Add(begin);
            if (Alone(lines, begin) is { } alone)
                blocks.Add(alone);
        }
        var said = new List<string>();
        var isListed = false;
        foreach (var begin in blocks.Distinct())
        {
            var (thought, isList, own) = Read(lines, begin, name);
            // The nearest list that names it counts.
            if (!isList || (own is not null && !isListed))
                said.AddRange(own is null ? [thought] : [thought, own]);
            isListed |= own is not null;
        }
        return said;
    }

    /// <summary>The first line of the comment that ends at this one; null when none does, or it only parts the file.</summary>
    private static int? Begin(string[] lines, int end)
    {
        if (!IsComment(lines, end))
            return null;
        while (IsComment(lines, end - 1))
            end--;
        return end;
    }

    /// <summary>The nearest comment of the same object above that has no setting right below it.</summary>
    private static int? Alone(string[] lines, int from)
    {
        for (var at = from - 1; at >= 0 && (lines[at].Trim().Length == 0 || Indent(lines[at]) >= Indent(lines[from])); at--)
            if (lines[at].Trim().Length == 0 && IsComment(lines, at - 1) && Indent(lines[at - 1]) == Indent(lines[from]))
                return Begin(lines, at - 1);
        return null;
    }

    /// <summary>The line that opens the object around this one; -1 when none does.</summary>
    private static int Around(string[] lines, int from)
    {
        var at = from - 1;
        while (at >= 0 && (lines[at].Trim().Length == 0 || IsComment(lines, at) || Indent(lines[at]) >= Indent(lines[from])))
            at--;
        return at;
    }

    /// <summary>Its lines joined, without those of a list that explains keys by their names, and what that says of this one.</summary>
    private static (string Thought, bool IsList, string? Own) Read(string[] lines, int begin, string name)
    {
        var said = lines.Skip(begin).TakeWhile((_, at) => IsComment(lines, begin + at)).Select(line => line.TrimStart()[1..]).ToList();
        var own = said.Find(line => IsSetIn(line) && line.Trim().StartsWith($"{name}  ", StringComparison.Ordinal));
        return (
            string.Join(' ', said.Where(line => !IsSetIn(line)).Select(line => line.Trim())),
            said.Exists(IsSetIn),
            own is null ? null : $"{name}: {own.Trim()[name.Length..].Trim()}"
        );
    }

    private static bool IsSetIn(string line) => line.StartsWith("   ", StringComparison.Ordinal);

    private static bool IsSetting(string[] lines, int at) => at >= 0 && lines[at].Trim().Length > 0 && !IsComment(lines, at);

    private static bool IsComment(string[] lines, int at) =>
        at >= 0 && at < lines.Length && lines[at].TrimStart() is ['#', ..] text && !text.StartsWith("# ---", StringComparison.Ordinal);

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
