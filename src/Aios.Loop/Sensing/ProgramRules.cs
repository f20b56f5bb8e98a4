using System.Globalization;
using System.Text.RegularExpressions;

namespace Aios.Loop.Sensing;

/// <summary>What a checking program writes: a line for people, and behind a bar its figures (<c>OK | load1=0.5;5;10 used=81%</c>).</summary>
public static partial class ProgramRules
{
    private const int MostFigures = 32;

    /// <summary>What is said about a code that is none of the three it can be judged by; null when it can be.</summary>
    public static string? Unclear(int? exitCode, string detail) =>
        exitCode is 0 or 1 or 2 ? null
        : exitCode is 3 ? "it cannot tell (exit code 3)"
        : detail;

    /// <summary>The first line, without the figures.</summary>
    public static string Line(string output)
    {
        var line = FirstLine(output);
        var bar = line.IndexOf('|');
        return (bar < 0 ? line : line[..bar]).Trim().ToString();
    }

    /// <summary>The figures of the first line, so many at most; what is no number is left out. Units are not looked at.</summary>
    public static IReadOnlyList<(string Name, double Value)> Figures(string output)
    {
        var line = FirstLine(output);
        var bar = line.IndexOf('|');
        if (bar < 0)
            return [];
        var figures = new List<(string, double)>();
        foreach (Match found in Figure().Matches(line[(bar + 1)..].ToString()))
        {
            var name = found.Groups["name"].Value;
            if (figures.Count < MostFigures && Number(found.Groups["value"].Value) is { } value && figures.All(each => each.Item1 != name))
                figures.Add((name, value));
        }
        return figures;
    }

    private static ReadOnlySpan<char> FirstLine(string output)
    {
        var text = output.AsSpan().TrimStart();
        var end = text.IndexOf('\n');
        return end < 0 ? text : text[..end];
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    // A name with a space stands in quotes.
    [GeneratedRegex(@"(?<=^|\s)('(?<name>[^'=]{1,60})'|(?<name>[^\s'=]{1,60}))=(?<value>[-+]?[0-9.]{1,30})")]
    private static partial Regex Figure();
}
