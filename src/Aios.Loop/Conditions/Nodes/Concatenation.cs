using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

internal static class Concatenation
{
    public static Value OfTexts(in Value a, in Value b, ref Frame frame)
    {
        if (!frame.TryText(a, out var left) || !frame.TryText(b, out var right))
            return frame.NoText;
        return frame.PayBytes((long)left.Length + right.Length) ? Value.Of(left + right) : Frame.TooLong;
    }

    public static Value OfLists(in Value a, in Value b, ref Frame frame)
    {
        if (!frame.Pay((long)a.Count + b.Count))
            return Frame.TooLong;
        var items = new List<Value>(a.Count + b.Count);
        for (var left = new ListReader(a); left.MoveNext(); )
            items.Add(left.Current);
        for (var right = new ListReader(b); right.MoveNext(); )
            items.Add(right.Current);
        return Value.Of(items);
    }
}
