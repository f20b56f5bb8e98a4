using System.Globalization;
using Aios.Loop.Vocabulary;
using Spectre.Console;

namespace Aios.Node.Output;

/// <summary>Numbers as people read them.</summary>
internal static class Say
{
    private const int Slice = 100;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary><c>0.4 ms</c>, <c>320 ms</c>, <c>1.2 s</c>, <c>3 m</c>, <c>2 h 5 m</c>, <c>4 d 1 h</c>.</summary>
    public static string Duration(double milliseconds)
    {
        var ms = Math.Max(0, milliseconds);
        if (ms < 10)
            return ms == Math.Floor(ms) ? $"{ms:0} ms" : string.Create(Invariant, $"{ms:0.0##} ms");
        if (ms < 1_000)
            return string.Create(Invariant, $"{ms:0} ms");
        if (ms < 60_000)
            return string.Create(Invariant, $"{Math.Floor(ms / 100) / 10:0.#} s");
        var span = TimeSpan.FromMilliseconds(Math.Min(ms, TimeSpan.MaxValue.TotalMilliseconds / 2));
        if (span.TotalHours < 1)
            return Two((int)span.TotalMinutes, "m", span.Seconds, "s");
        return span.TotalDays < 1 ? Two((int)span.TotalHours, "h", span.Minutes, "m") : Two((int)span.TotalDays, "d", span.Hours, "h");
    }

    /// <summary>Powers of 1024: <c>512 B</c>, <c>1.5 MiB</c>.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = bytes;
        var unit = 0;
        for (; Math.Abs(value) >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return unit == 0 ? $"{bytes} B" : string.Create(Invariant, $"{value:0.#} {units[unit]}");
    }

    /// <summary>One run, two runs.</summary>
    public static string Count(long count, string one) => string.Create(Invariant, $"{count} {one}{(count == 1 ? "" : "s")}");

    public static string Number(double value, string format = "0.##") => value.ToString(format, Invariant);

    /// <summary>Parts of a million as a fraction with all its digits: <c>0.842500</c>.</summary>
    public static string Fraction(long ppm) => string.Create(Invariant, $"{ppm / 1_000_000}.{ppm % 1_000_000:000000}");

    /// <summary>To the second: <c>2026-01-31T10:00:00Z</c>.</summary>
    public static string Time(long wall) => DateTimeOffset.FromUnixTimeMilliseconds(wall).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Invariant);

    /// <summary>The time of day alone: <c>10:00:00Z</c>.</summary>
    public static string TimeOfDay(long wall) => DateTimeOffset.FromUnixTimeMilliseconds(wall).ToString("HH:mm:ss'Z'", Invariant);

    /// <summary>As much of the text as fits into so many columns of a terminal, with … for the rest; no character is cut in two.</summary>
    public static string Cut(string text, int width)
    {
        if (text.GetCellWidth() <= width)
            return text;
        var (end, used) = (0, 1);
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            used += text.Substring(end, length).GetCellWidth();
            if (used > width)
                break;
            end += length;
        }
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>Text from outside, whole, with control and direction-changing characters replaced.</summary>
    public static string Clean(string text) =>
        text.Length <= Slice ? Shown.Clean(text) : string.Concat(text.Chunk(Slice).Select(part => Shown.Clean(new string(part))));

    /// <summary>The exception that began it, in one line: what wraps it only says that something failed.</summary>
    public static string Cause(Exception error)
    {
        var first = error.GetBaseException();
        return Clean($"{first.GetType().Name}: {first.Message.ReplaceLineEndings(" ")}");
    }

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";
}
