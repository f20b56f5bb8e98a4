using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions;

/// <summary>A single value in a form in which two are the same exactly when the language calls them equal: 5 and 5.0 are one key.</summary>
/// <param name="Kind">Bool, int, double, string or null.</param>
public readonly record struct EqualKey(ValueKind Kind, long Bits, string? Text)
{
    // The longest text that a condition can name, every character written as an escape of six bytes.
    private const int LongestJson = 6 * Condition.MaxBytes + 2;
    private const double TwoTo63 = 9223372036854775808d;

    /// <summary>Null for lists, maps, times, errors, NaN, and texts longer than any condition.</summary>
    internal static EqualKey? Of(in Value value) =>
        value.Kind switch
        {
            ValueKind.Null => new EqualKey(ValueKind.Null, 0, null),
            ValueKind.Bool => new EqualKey(ValueKind.Bool, value.Bool ? 1 : 0, null),
            ValueKind.Int => new EqualKey(ValueKind.Int, value.Int, null),
            ValueKind.Double => OfDouble(value.Double),
            ValueKind.String => OfText(value),
            _ => null,
        };

    private static EqualKey? OfDouble(double number) =>
        double.IsNaN(number) ? null
        : double.IsInteger(number) && number is >= -TwoTo63 and < TwoTo63 ? new EqualKey(ValueKind.Int, (long)number, null)
        : new EqualKey(ValueKind.Double, BitConverter.DoubleToInt64Bits(number), null);

    private static EqualKey? OfText(in Value value)
    {
        if (value.PlainText is { } plain)
            return new EqualKey(ValueKind.String, 0, plain);
        return value.JsonSize <= LongestJson && JsonText.TryRead(value.Json, out var text) ? new EqualKey(ValueKind.String, 0, text) : null;
    }
}
