namespace Aios.Architecture.Tests.Tree;

/// <summary>A file of the tree; the path is relative to the root and uses <c>/</c>.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary><c>src</c>, <c>tests</c> or <c>benchmarks</c>.</summary>
    public string Area => Path.Split('/')[0];

    /// <summary>The project folder, e.g. <c>Aios.Loop</c>.</summary>
    public string Room => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    /// <summary>The folders below the room, e.g. <c>["Conditions", "Parsing"]</c>; empty at the room's root.</summary>
    public string[] Folders => Path.Split('/') is { Length: > 3 } parts ? parts[2..^1] : [];

    public int Lines => Text.Length == 0 ? 0 : Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}
