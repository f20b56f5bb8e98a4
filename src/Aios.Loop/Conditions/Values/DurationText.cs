using System.Globalization;

namespace Aios.Loop.Conditions.Values;

/// <summary>Durations as Go and CEL write them, "1h30m", "-1.5s"; here down to the millisecond.</summary>
internal static class DurationText
{
    public const string Overflow = "a duration is at most about 292 years";

    private const int MaxLength = 64;
    private const int MaxDigits = 20;

    // Longest first: "ms" must not be read as "m".
    private static readonly (string Unit, decimal Milliseconds)[] Units =
    [
        ("ms", 1),
        ("us", 0.001m),
        ("ns", 0.000001m),
        ("h", 3_600_000),
        ("m", 60_000),
        ("s", 1_000),
    ];

    /// <summary>Null when the text is a duration, else what is wrong with it.</summary>
    public static string? Parse(string text, out long milliseconds)
    {
        milliseconds = 0;
        var isNegative = text.StartsWith('-');
        var rest = text.AsSpan(isNegative || text.StartsWith('+') ? 1 : 0);
        if (rest is "0")
            return null;
        if (rest.IsEmpty || text.Length > MaxLength)
            return "is written like 90s, 5m or 1h30m";
        var total = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.") is >= 0 and var end ? end : rest.Length;
            if (
                digits > MaxDigits
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            )
                return "is a sequence of numbers and units, like 1h30m";
            rest = rest[digits..];
            if (!TryUnit(rest, out var unit))
                return "the unit is one of h, m, s, ms, us, ns";
            rest = rest[unit.Unit.Length..];
            total += amount * unit.Milliseconds;
        }

        if (total != decimal.Truncate(total))
            return "is finer than a millisecond";
        if (!IsInRange((Int128)total))
            return "is more than about 292 years";
        milliseconds = isNegative ? -(long)total : (long)total;
        return null;
    }

    /// <summary>As in CEL: what fits 64 bits of nanoseconds.</summary>
    public static bool IsInRange(Int128 milliseconds) => Int128.Abs(milliseconds) <= long.MaxValue / 1_000_000;

    /// <summary>In seconds, as CEL prints it: "90s", "0.25s".</summary>
    public static string Format(long milliseconds) => $"{(milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture)}s";

    private static bool TryUnit(ReadOnlySpan<char> text, out (string Unit, decimal Milliseconds) unit)
    {
        foreach (var each in Units)
        {
            if (text.StartsWith(each.Unit))
            {
                unit = each;
                return true;
            }
        }

        unit = default;
        return false;
    }
}
