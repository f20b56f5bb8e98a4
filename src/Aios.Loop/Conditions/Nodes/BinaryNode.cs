using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>An operator that needs both of its sides.</summary>
internal abstract class BinaryNode(Operator op, Node left, Node right, ValueKind? kind) : Node(left, right)
{
    protected Operator Operator => op;

    public override ValueKind? Kind => kind;

    public sealed override Value Evaluate(ref Frame frame)
    {
        if (!frame.Step())
            return Frame.TooLong;
        var a = left.Evaluate(ref frame);
        if (a.IsError)
            return a;
        var b = right.Evaluate(ref frame);
        return b.IsError ? b : Apply(a, b, ref frame);
    }

    public static BinaryNode Of(Operator op, Node left, Node right, ValueKind? kind) =>
        op switch
        {
            Operator.Equal or Operator.NotEqual => new EqualityNode(op, left, right),
            Operator.In => new InNode(left, right),
            < Operator.In => new OrderNode(op, left, right),
            _ => new ArithmeticNode(op, left, right, kind),
        };

    protected abstract Value Apply(in Value a, in Value b, ref Frame frame);
}
