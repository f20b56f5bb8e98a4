using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class NegateNode(Node operand) : Node(operand)
{
    public override ValueKind? Kind => operand.Kind;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var value = operand.Evaluate(ref frame);
        return value.Kind switch
        {
            ValueKind.Int when value.Int == long.MinValue => Value.Error("int overflow"),
            ValueKind.Int => Value.Of(-value.Int),
            ValueKind.Double => Value.Of(-value.Double),
            ValueKind.Error => value,
            _ => Value.Error($"unary - needs int or double, found {KindSet.Name(value.Kind)}"),
        };
    }
}
