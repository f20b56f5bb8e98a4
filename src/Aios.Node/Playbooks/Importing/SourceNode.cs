using Aios.Loop.Vocabulary;

namespace Aios.Node.Playbooks.Importing;

/// <summary>A value of a foreign JSON file, and where it stands.</summary>
internal abstract record SourceNode(Origin At)
{
    /// <summary>In words for a fault: <c>a text</c>, <c>a list</c>.</summary>
    public abstract string Kind { get; }
}

/// <summary>Members in the order written; none is given twice.</summary>
internal sealed record SourceObject(Origin At, IReadOnlyDictionary<string, SourceNode> Members) : SourceNode(At)
{
    public override string Kind => "an object";
}

internal sealed record SourceList(Origin At, IReadOnlyList<SourceNode> Items) : SourceNode(At)
{
    public override string Kind => "a list";
}

internal sealed record SourceText(Origin At, string Text) : SourceNode(At)
{
    public override string Kind => "a text";
}

/// <param name="Text">As it was written.</param>
internal sealed record SourceNumber(Origin At, string Text, double Value) : SourceNode(At)
{
    public override string Kind => "a number";
}

internal sealed record SourceFlag(Origin At, bool IsSet) : SourceNode(At)
{
    public override string Kind => IsSet ? "true" : "false";
}

internal sealed record SourceNull(Origin At) : SourceNode(At)
{
    public override string Kind => "null";
}

/// <summary>The text is no JSON, or ambiguous.</summary>
internal sealed class SourceException(Origin at, string fault) : Exception(fault)
{
    public Origin At { get; } = at;
}
