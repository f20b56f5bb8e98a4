using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary><c>has(a.b)</c>: whether the map a has the field b. A field that is null is there.</summary>
internal sealed class HasNode(SelectNode select) : Node(select)
{
    public override ValueKind? Kind => ValueKind.Bool;

    public override Value Evaluate(ref Frame frame) => frame.Step() ? select.IsPresent(ref frame) : Frame.TooLong;
}
