using System.Globalization;

namespace Aios.Loop.Conditions.Values;

/// <summary>Timestamps in RFC 3339, years 1 to 9999; what is finer than a millisecond is dropped.</summary>
internal static class TimestampText
{
    public const string OutOfRange = "a timestamp lies in the years 1 to 9999";

    private const long First = -62_135_596_800_000;
    private const long Last = 253_402_300_799_999;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool IsInRange(Int128 milliseconds) => milliseconds >= First && milliseconds <= Last;

    public static bool TryParse(string text, out long milliseconds)
    {
        milliseconds = 0;
        if (!HasZone(text))
            return false;
        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return false;
        milliseconds = time.ToUnixTimeMilliseconds();
        return true;
    }

    public static string Format(long milliseconds) =>
        IsInRange(milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture)
                + "Z"
            : $"{milliseconds} ms since 1970";

    // Without a zone the time would be read in that of the machine.
    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
