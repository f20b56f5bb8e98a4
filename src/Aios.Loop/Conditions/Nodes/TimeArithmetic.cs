using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>Sums and differences of timestamps and durations.</summary>
internal static class TimeArithmetic
{
    public static Value Apply(Operator op, in Value a, in Value b)
    {
        if (Overloads.Result(op, a.Kind, b.Kind) is not { } kind)
            return Overloads.Missing(op, a.Kind, b.Kind);
        var exact = op == Operator.Add ? (Int128)a.Milliseconds + b.Milliseconds : (Int128)a.Milliseconds - b.Milliseconds;
        if (kind == ValueKind.Timestamp)
            return TimestampText.IsInRange(exact) ? Value.OfTimestamp((long)exact) : Value.Error(TimestampText.OutOfRange);
        return DurationText.IsInRange(exact) ? Value.OfDuration((long)exact) : Value.Error(DurationText.Overflow);
    }
}
