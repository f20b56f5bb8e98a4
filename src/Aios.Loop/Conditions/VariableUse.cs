namespace Aios.Loop.Conditions;

/// <summary>A variable that a condition reads, with the fields selected from it as far as they are fixed in the text.</summary>
public sealed record VariableUse(string Root, IReadOnlyList<string> Fields)
{
    public override string ToString() => Fields.Count == 0 ? Root : $"{Root}.{string.Join('.', Fields)}";
}
