using System.Globalization;

namespace Aios.Platform.Hocon;

/// <summary>Values with units as the HOCON specification names them, exact in decimals; false when text, unit or range does not fit.</summary>
public static class HoconUnits
{
    public const string DurationUnits = "ns, us, ms, s, m, h, d, or their long names such as seconds; without unit milliseconds";
    public const string ByteUnits =
        "B, K, M, G, T, P, E or KiB, MiB, GiB … (powers of 1024), kB, MB, GB … (powers of 1000); without unit bytes";

    /// <summary>A duration of 100 ns steps; negative values are read too. A number without unit is milliseconds.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        value = default;
        if (!TrySplit(text, out var number, out var unit) || TicksPer(unit) is not { } ticks)
            return false;
        try
        {
            value = TimeSpan.FromTicks((long)decimal.Round(number * ticks));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>A size in bytes, zero or more; a fraction of a byte is cut off. A number without unit is bytes.</summary>
    public static bool TryBytes(string text, out long value)
    {
        value = default;
        if (!TrySplit(text, out var number, out var unit) || number < 0 || BytesPer(unit) is not { } bytes)
            return false;
        try
        {
            value = (long)(number * bytes);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    public static bool TryBoolean(string text, out bool value)
    {
        value = text is "true" or "yes" or "on";
        return value || text is "false" or "no" or "off";
    }

    public static bool TryInteger(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>A finite number.</summary>
    public static bool TryNumber(string text, out double value) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value
        ) && double.IsFinite(value);

    private static bool TrySplit(string text, out decimal number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1]))
            end--;
        unit = trimmed[end..].ToString();
        return decimal.TryParse(
            trimmed[..end].TrimEnd(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number
        );
    }

    private static decimal? TicksPer(string unit) =>
        unit switch
        {
            "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 0.01m,
            "us" or "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
            "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
            "s" or "second" or "seconds" => TimeSpan.TicksPerSecond,
            "m" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
            "h" or "hour" or "hours" => TimeSpan.TicksPerHour,
            "d" or "day" or "days" => TimeSpan.TicksPerDay,
            _ => null,
        };

    private static decimal? BytesPer(string unit) =>
        unit switch
        {
            "" or "B" or "b" or "byte" or "bytes" => 1,
            "kB" or "kilobyte" or "kilobytes" => 1000m,
            "MB" or "megabyte" or "megabytes" => 1000_000m,
            "GB" or "gigabyte" or "gigabytes" => 1000_000_000m,
            "TB" or "terabyte" or "terabytes" => 1000_000_000_000m,
            "PB" or "petabyte" or "petabytes" => 1000_000_000_000_000m,
            "EB" or "exabyte" or "exabytes" => 1000_000_000_000_000_000m,
            "K" or "k" or "Ki" or "KiB" or "kibibyte" or "kibibytes" => 1L << 10,
            "M" or "m" or "Mi" or "MiB" or "mebibyte" or "mebibytes" => 1L << 20,
            "G" or "g" or "Gi" or "GiB" or "gibibyte" or "gibibytes" => 1L << 30,
            "T" or "t" or "Ti" or "TiB" or "tebibyte" or "tebibytes" => 1L << 40,
            "P" or "p" or "Pi" or "PiB" or "pebibyte" or "pebibytes" => 1L << 50,
            "E" or "e" or "Ei" or "EiB" or "exbibyte" or "exbibytes" => 1L << 60,
            _ => null,
        };
}
