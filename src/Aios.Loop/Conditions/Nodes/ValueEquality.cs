using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>Equality as CEL has it: defined for any two values, numbers by value, different types are unequal.</summary>
internal static class ValueEquality
{
    public static bool AreEqual(in Value a, in Value b, ref Frame frame)
    {
        if (a.Kind is ValueKind.Int or ValueKind.Double && b.Kind is ValueKind.Int or ValueKind.Double)
            return NumberOrder.Compare(a, b) == 0;
        if (a.Kind != b.Kind)
            return false;
        return a.Kind switch
        {
            ValueKind.String => AreTextsEqual(a, b, ref frame),
            ValueKind.List => AreListsEqual(a, b, ref frame),
            ValueKind.Map => AreMapsEqual(a, b, ref frame),
            ValueKind.Null => true,
            _ => a.Int == b.Int,
        };
    }

    private static bool AreTextsEqual(in Value a, in Value b, ref Frame frame)
    {
        if (a.PlainText is { } left)
            return b.PlainText is { } right ? left == right : frame.PayBytes(b.JsonSize) && JsonText.IsEqual(b.Json, left);
        if (b.PlainText is { } text)
            return frame.PayBytes(a.JsonSize) && JsonText.IsEqual(a.Json, text);
        return frame.TryText(a, out var one) && frame.PayBytes(b.JsonSize) && JsonText.IsEqual(b.Json, one);
    }

    private static bool AreListsEqual(in Value a, in Value b, ref Frame frame)
    {
        if (a.Count != b.Count)
            return false;
        var (left, right) = (new ListReader(a), new ListReader(b));
        while (left.MoveNext() && right.MoveNext())
        {
            if (!frame.Step() || !AreEqual(left.Current, right.Current, ref frame))
                return false;
        }

        return true;
    }

    private static bool AreMapsEqual(in Value a, in Value b, ref Frame frame)
    {
        if (a.Count != b.Count)
            return false;
        var (map, other, lookup) = (a.PlainMap, b, b.JsonSize / 1024);
        if (map is not null)
        {
            foreach (var key in map.Keys)
            {
                if (!frame.Pay(1 + lookup) || !map.TryGet(key, out var field) || !IsFieldEqual(other, key, field, ref frame))
                    return false;
            }

            return true;
        }

        foreach (var property in a.Json.EnumerateObject())
        {
            if (
                !frame.Pay(1 + lookup)
                || !JsonText.TryName(property, out var name)
                || !IsFieldEqual(other, name, Value.Of(property.Value), ref frame)
            )
                return false;
        }

        return true;
    }

    private static bool IsFieldEqual(in Value map, string key, in Value expected, ref Frame frame) =>
        map.TryGetField(key, out var field) && AreEqual(field, expected, ref frame);
}
