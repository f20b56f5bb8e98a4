using System.Globalization;

namespace Aios.Node.Verbs;

/// <summary>Times as people type them: <c>2026-01-31</c>, <c>2026-01-31T10:00:00Z</c>, or how long ago: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class TimeText
{
    public const string Allowed = "a UTC time (2026-01-31 or 2026-01-31T10:00:00Z) or how long ago (90s, 15m, 2h, 7d)";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Milliseconds since the Unix epoch (boxed), or null.</summary>
    public static object? Parse(string? text, DateTimeOffset now)
    {
        if (text is null)
            return null;
        var invariant = CultureInfo.InvariantCulture;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, Forms, invariant, utc, out var time))
            return time.ToUnixTimeMilliseconds();
        if (text.Length < 2 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, invariant, out var count))
            return null;
        long? unit = text[^1] switch
        {
            's' => 1_000,
            'm' => 60_000,
            'h' => 3_600_000,
            'd' => 86_400_000,
            _ => null,
        };
        return unit is { } milliseconds && count <= 1_000_000 ? now.ToUnixTimeMilliseconds() - count * milliseconds : null;
    }

    /// <summary>RFC 3339 in UTC, with milliseconds.</summary>
    public static string Of(long wall) => At(wall).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(long wall) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(wall, -62_135_596_800_000, 253_402_300_799_999));
}
