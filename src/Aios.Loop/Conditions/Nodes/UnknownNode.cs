using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>Stands where the text has a fault, so that the parser can look for more of them.</summary>
internal sealed class UnknownNode : Node
{
    public override ValueKind? Kind => null;

    public override Value Evaluate(ref Frame frame) => Value.Error("the condition has a fault here");
}
