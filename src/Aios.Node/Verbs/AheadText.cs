namespace Aios.Node.Verbs;

/// <summary>Times that are to come, as people type them: <c>2h</c> from now, or <c>2026-01-31T10:00:00Z</c>.</summary>
internal static class AheadText
{
    public const string Allowed = "a UTC time (2026-01-31 or 2026-01-31T10:00:00Z) or how long from now (90s, 15m, 2h, 7d)";

    /// <summary>Milliseconds since the Unix epoch, or null.</summary>
    public static long? Parse(string? text, DateTimeOffset now)
    {
        if (TimeText.Parse(text, now) is not long read)
            return null;
        var nowWall = now.ToUnixTimeMilliseconds();
        return char.IsAsciiLetterLower(text![^1]) ? nowWall + (nowWall - read) : read;
    }

    /// <summary>How long, in milliseconds: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>; or null.</summary>
    public static long? Span(string? text, DateTimeOffset now) =>
        text is { Length: > 1 } && char.IsAsciiLetterLower(text[^1]) && Parse(text, now) is { } at
            ? at - now.ToUnixTimeMilliseconds()
            : null;
}
