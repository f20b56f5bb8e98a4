namespace Aios.Loop.Conditions.Values;

/// <summary>Orders ints and doubles by their exact value, across both types. NaN stands in no order to anything.</summary>
internal static class NumberOrder
{
    private const double TwoTo63 = 9223372036854775808d;

    /// <summary>Negative, zero or positive as in a comparison; null when one side is NaN.</summary>
    public static int? Compare(in Value left, in Value right) =>
        (left.Kind, right.Kind) switch
        {
            (ValueKind.Int, ValueKind.Int) => left.Int.CompareTo(right.Int),
            (ValueKind.Int, ValueKind.Double) => Compare(left.Int, right.Double),
            (ValueKind.Double, ValueKind.Int) => -Compare(right.Int, left.Double),
            _ => Compare(left.Double, right.Double),
        };

    private static int? Compare(double left, double right) =>
        left < right ? -1
        : left > right ? 1
        : left == right ? 0
        : null;

    // A cast of the int to double would lose its low bits above 2^53.
    private static int? Compare(long left, double right)
    {
        if (double.IsNaN(right))
            return null;
        if (right >= TwoTo63)
            return -1;
        if (right < -TwoTo63)
            return 1;
        var whole = (long)right;
        return left != whole ? left.CompareTo(whole) : 0d.CompareTo(right - whole);
    }
}
