using System.Globalization;
using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Functions;

/// <summary>From one kind to another; what does not fit is an error.</summary>
internal static class ConversionFunctions
{
    private const double TwoTo63 = 9223372036854775808d;

    /// <summary>A double loses its fraction; a timestamp becomes seconds since the Unix epoch.</summary>
    public static Value ToInt(in Value value, in Value unused, ref Frame frame)
    {
        switch (value.Kind)
        {
            case ValueKind.Int:
                return value;
            case ValueKind.Timestamp:
                return Value.Of((long)Math.Floor(value.Milliseconds / 1000m));
            case ValueKind.Double:
                return value.Double is > -TwoTo63 and < TwoTo63
                    ? Value.Of((long)value.Double)
                    : Value.Error($"int({ValueText.Of(value.Double)}) is out of range");
        }

        if (!frame.TryText(value, out var text))
            return frame.NoText;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? Value.Of(whole)
            : Value.Error($"int({value}) is no whole number of 64 bits");
    }

    public static Value ToDouble(in Value value, in Value unused, ref Frame frame)
    {
        if (value.Kind != ValueKind.String)
            return value.Kind == ValueKind.Int ? Value.Of((double)value.Int) : value;
        if (!frame.TryText(value, out var text))
            return frame.NoText;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number)
            : Value.Error($"double({value}) is no number");
    }

    public static Value ToText(in Value value, in Value unused, ref Frame frame) =>
        value.Kind == ValueKind.String ? value : Value.Of(value.ToString());

    public static Value ToDuration(in Value value, in Value unused, ref Frame frame)
    {
        if (value.Kind == ValueKind.Duration)
            return value;
        if (!frame.TryText(value, out var text))
            return frame.NoText;
        return DurationText.Parse(text, out var milliseconds) is { } fault
            ? Value.Error($"duration({value}): {fault}")
            : Value.OfDuration(milliseconds);
    }

    /// <summary>An int counts seconds since the Unix epoch.</summary>
    public static Value ToTimestamp(in Value value, in Value unused, ref Frame frame)
    {
        if (value.Kind == ValueKind.Timestamp)
            return value;
        if (value.Kind == ValueKind.Int)
        {
            var exact = (Int128)value.Int * 1000;
            return TimestampText.IsInRange(exact) ? Value.OfTimestamp((long)exact) : Value.Error(TimestampText.OutOfRange);
        }

        if (!frame.TryText(value, out var text))
            return frame.NoText;
        return TimestampText.TryParse(text, out var milliseconds)
            ? Value.OfTimestamp(milliseconds)
            : Value.Error($"timestamp({value}) is not written like 2026-01-31T12:00:00Z or 2026-01-31T12:00:00.5+02:00");
    }

    public static Value Quantity(in Value value, in Value unused, ref Frame frame)
    {
        if (!frame.TryText(value, out var text))
            return frame.NoText;
        return QuantityText.Parse(text, out var bytes) is { } fault ? Value.Error($"quantity({value}): {fault}") : Value.Of(bytes);
    }
}
