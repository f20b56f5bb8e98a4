using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Sizes;

/// <summary>A file fits on a screen or two.</summary>
internal static class SizeRules
{
    public const int Most = 300;
    public const int Median = 90;

    private static readonly (string Ending, int Lines)[] KindsInLoop =
    [
        ("Protocol.cs", 120),
        ("State.cs", 150),
        ("Rules.cs", 200),
        ("Settings.cs", 120),
    ];

    public static IEnumerable<string> CheckFiles(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Lines > Most && !IsWireTable(file)
        select $"{file.Path}: {file.Lines} lines, at most {Most}; split it by what it decides";

    public static IEnumerable<string> CheckKinds(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Room == "Aios.Loop"
        from kind in KindsInLoop
        where file.Name.EndsWith(kind.Ending) && file.Lines > kind.Lines
        select $"{file.Path}: {file.Lines} lines, a *{kind.Ending} has at most {kind.Lines}";

    public static IEnumerable<string> CheckMedian(IReadOnlyList<SourceFile> files)
    {
        if (files.Count > 0 && At(files, 0.5) > Median)
            yield return $"{Describe(files)}; the median is to be at most {Median}";
    }

    public static string Describe(IReadOnlyList<SourceFile> files) =>
        $"{files.Count} files: median {At(files, 0.5)} lines, 90 % within {At(files, 0.9)}, longest {At(files, 1)}";

    /// <summary>The smallest size that this share of the files does not exceed.</summary>
    private static int At(IReadOnlyList<SourceFile> files, double share) =>
        files.Count == 0 ? 0 : files.Select(file => file.Lines).Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * files.Count) - 1));

    private static bool IsWireTable(SourceFile file) => file.Folders.LastOrDefault() == "Wire" && file.Name.EndsWith("Table.cs");
}
