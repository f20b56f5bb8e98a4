using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>The variable of a macro.</summary>
internal sealed class LocalNode(int slot) : Node
{
    public override ValueKind? Kind => null;

    public override Value Evaluate(ref Frame frame) => frame.Step() ? frame.Locals[slot] : Frame.TooLong;
}
