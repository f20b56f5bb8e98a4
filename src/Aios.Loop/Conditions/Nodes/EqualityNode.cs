using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class EqualityNode(Operator op, Node left, Node right) : BinaryNode(op, left, right, ValueKind.Bool)
{
    /// <summary><c>==</c>, not <c>!=</c>.</summary>
    public bool IsEqual { get; } = op == Operator.Equal;

    protected override Value Apply(in Value a, in Value b, ref Frame frame) => Value.Of(ValueEquality.AreEqual(a, b, ref frame) == IsEqual);
}
