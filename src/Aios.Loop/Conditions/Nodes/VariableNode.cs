using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

internal sealed class VariableNode(string name, ValueKind? kind) : Node
{
    private readonly Value _absent = Value.Error($"{name} has no value");

    public string Name => name;

    public override ValueKind? Kind => kind;

    public override Value Evaluate(ref Frame frame) =>
        !frame.Step() ? Frame.TooLong
        : frame.Scope.TryGet(name, out var value) ? value
        : _absent;
}
