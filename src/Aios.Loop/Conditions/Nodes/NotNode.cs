using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class NotNode(Node operand) : Node(operand)
{
    public override ValueKind? Kind => ValueKind.Bool;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var value = operand.Evaluate(ref frame);
        return value.Kind == ValueKind.Bool ? Value.Of(!value.Bool)
            : value.IsError ? value
            : Value.Error($"! needs bool, found {KindSet.Name(value.Kind)}");
    }
}
