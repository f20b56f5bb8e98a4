using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>item in list</c> by equality, <c>'field' in map</c> by key.</summary>
internal sealed class InNode(Node left, Node right) : BinaryNode(Operator.In, left, right, ValueKind.Bool)
{
    protected override Value Apply(in Value a, in Value b, ref Frame frame)
    {
        if (b.Kind == ValueKind.List)
            return HasItem(b, a, ref frame);
        if (b.Kind != ValueKind.Map)
            return Value.Error($"in needs a list or a map on its right, found {KindSet.Name(b.Kind)}");
        if (a.Kind != ValueKind.String)
            return Value.False;
        if (!frame.PayBytes(b.JsonSize) || !frame.TryText(a, out var key))
            return frame.NoText;
        return Value.Of(b.TryGetField(key, out _));
    }

    private static Value HasItem(in Value list, in Value item, ref Frame frame)
    {
        var items = new ListReader(list);
        while (items.MoveNext())
        {
            if (!frame.Step())
                return Frame.TooLong;
            if (ValueEquality.AreEqual(items.Current, item, ref frame))
                return Value.True;
        }

        return Value.False;
    }
}
