using System.Text.RegularExpressions;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Text;

/// <summary>Words that say the work is not done, and sleeps in tests. The patterns are put together so that they do not match themselves.</summary>
internal static partial class TextRules
{
    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".gz", ".db"];

    public static bool IsText(string path) => !Binary.Any(path.EndsWith);

    public static IEnumerable<string> Check(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Text.Split('\n').Index()
        from word in Words(file).Matches(line.Item).Select(match => match.Value)
        select $"{file.Path}:{line.Index + 1}: {word}; {(Unfinished().IsMatch(word) ? "finish it or leave it out" : "wait for an event, a reply or a signal")}";

    /// <summary>A line of proof that leaves out of which commit it is.</summary>
    public static IEnumerable<string> CheckProofs(IEnumerable<SourceFile> files) =>
        from file in files
        where file is { Area: "tests" } && file.Name != "Evidence.cs" && file.Text.Contains("\"pro" + "of ", StringComparison.Ordinal)
        select $"{file.Path}: writes a line of proof itself; new Evidence(output, test, seed).Write(counts) does it";

    private static Regex Words(SourceFile file) =>
        file is { Area: "tests" } && file.Name.EndsWith(".cs") ? UnfinishedOrAsleep() : Unfinished();

    private const string UnfinishedWords = @"\b(TO" + @"DO|FIX" + @"ME|NotImplemented" + @"Exception)\b";
    private const string SleepingWords = @"\bThread\." + @"Sleep\b|\bTask\." + @"Delay\b";

    [GeneratedRegex(UnfinishedWords)]
    private static partial Regex Unfinished();

    [GeneratedRegex(UnfinishedWords + "|" + SleepingWords)]
    private static partial Regex UnfinishedOrAsleep();
}
