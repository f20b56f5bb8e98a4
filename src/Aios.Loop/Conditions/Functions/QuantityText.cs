using System.Globalization;

namespace Aios.Loop.Conditions.Functions;

/// <summary>Amounts of bytes: "10GiB", "1.5 MB", "4096".</summary>
internal static class QuantityText
{
    private const int MaxDigits = 20;

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("", 1),
        ("B", 1),
        ("kB", 1_000),
        ("KB", 1_000),
        ("MB", 1_000_000),
        ("GB", 1_000_000_000),
        ("TB", 1_000_000_000_000),
        ("PB", 1_000_000_000_000_000),
        ("KiB", 1L << 10),
        ("MiB", 1L << 20),
        ("GiB", 1L << 30),
        ("TiB", 1L << 40),
        ("PiB", 1L << 50),
    ];

    /// <summary>Null when the text is an amount, else what is wrong with it. A fraction of a byte is dropped.</summary>
    public static string? Parse(string text, out long bytes)
    {
        bytes = 0;
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var (number, unit) = digits < 0 ? (text, "") : (text[..digits], text[digits..].TrimStart(' '));
        if (
            number.Length > MaxDigits
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        )
            return $"starts with a number of at most {MaxDigits} digits, like 10GiB";
        var found = Array.Find(Units, each => each.Unit == unit);
        if (found.Bytes == 0)
            return $"the unit is one of {string.Join(", ", Units.Skip(1).Select(each => each.Unit))}";
        if (amount > (decimal)long.MaxValue / found.Bytes)
            return "does not fit 64 bits";
        bytes = (long)decimal.Truncate(amount * found.Bytes);
        return null;
    }
}
