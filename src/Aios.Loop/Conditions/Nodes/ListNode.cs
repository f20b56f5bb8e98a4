using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class ListNode(Node[] items) : Node(items)
{
    public override ValueKind? Kind => ValueKind.List;

    public override Value Evaluate(ref Frame frame)
    {
        if (!frame.Pay(1 + Children.Length))
            return Frame.TooLong;
        var values = new Value[Children.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Children[i].Evaluate(ref frame);
            if (values[i].IsError)
                return values[i];
        }

        return Value.Of(values);
    }
}
