using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class ConstantNode(Value value) : Node
{
    public Value Value { get; } = value;

    public override ValueKind? Kind => Value.Kind;

    public override Value Evaluate(ref Frame frame) => Value;
}
