using Aios.Loop.Conditions.Evaluation;

namespace Aios.Loop.Conditions.Nodes;

/// <summary>One node of a parsed condition. Nodes never change after parsing, so one tree serves every thread.</summary>
internal abstract class Node
{
    protected Node(params ReadOnlySpan<Node> children)
    {
        Children = children.ToArray();
        foreach (var child in children)
            Depth = Math.Max(Depth, child.Depth + 1);
    }

    public Node[] Children { get; }

    /// <summary>Levels below this one.</summary>
    public int Depth { get; }

    /// <summary>Where the node stands in the text, with the brackets around it.</summary>
    public Range Span { get; set; }

    /// <summary>What it evaluates to unless it fails; null when that is known only then.</summary>
    public abstract ValueKind? Kind { get; }

    public abstract Value Evaluate(ref Frame frame);
}
