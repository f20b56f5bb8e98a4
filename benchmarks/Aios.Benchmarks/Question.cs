using System.Reflection;

namespace Aios.Benchmarks;

/// <summary>One class <c>XBench</c> with <c>Run(rounds)</c>; its name on the command line is <c>x</c>.</summary>
internal sealed record Question(string Name, Func<int, IReadOnlyList<BenchRow>> Run)
{
    private const string Suffix = "Bench";

    /// <summary>Those that start processes come last.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .Where(type => type is { IsNested: false } && type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .OrderBy(type => type.Namespace!.EndsWith(".Node", StringComparison.Ordinal))
            .ThenBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => new Question(
                type.Name[..^Suffix.Length].ToLowerInvariant(),
                type.GetMethod("Run", [typeof(int)])!.CreateDelegate<Func<int, IReadOnlyList<BenchRow>>>()
            )),
    ];
}
