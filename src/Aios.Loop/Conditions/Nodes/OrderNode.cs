using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c></summary>
internal sealed class OrderNode(Operator op, Node left, Node right) : BinaryNode(op, left, right, ValueKind.Bool)
{
    protected override Value Apply(in Value a, in Value b, ref Frame frame)
    {
        if (a.Kind is ValueKind.Int or ValueKind.Double && b.Kind is ValueKind.Int or ValueKind.Double)
            return Value.Of(NumberOrder.Compare(a, b) is { } order && Holds(order));
        if (a.Kind != b.Kind)
            return Overloads.Missing(Operator, a.Kind, b.Kind);
        switch (a.Kind)
        {
            case ValueKind.Bool or ValueKind.Timestamp or ValueKind.Duration:
                return Value.Of(Holds(a.Int.CompareTo(b.Int)));
            case ValueKind.String:
                if (!frame.TryText(a, out var one) || !frame.TryText(b, out var other))
                    return frame.NoText;
                return frame.PayBytes(Math.Min(one.Length, other.Length)) ? Value.Of(Holds(TextOrder.Compare(one, other))) : Frame.TooLong;
            default:
                return Overloads.Missing(Operator, a.Kind, b.Kind);
        }
    }

    private bool Holds(int order) =>
        Operator switch
        {
            Operator.Less => order < 0,
            Operator.LessOrEqual => order <= 0,
            Operator.Greater => order > 0,
            _ => order >= 0,
        };
}
