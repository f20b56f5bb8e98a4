namespace Aios.Architecture.Tests.Tree;

internal static class Verdict
{
    /// <summary>Fails with every violation, one per line.</summary>
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.Distinct().ToArray();
        if (all.Length > 0)
            Assert.Fail($"{all.Length} violation(s):\n  {string.Join("\n  ", all)}");
    }

    /// <summary>Fails unless one violation contains all the words: the checker must catch what was planted.</summary>
    public static void Caught(IEnumerable<string> violations, params string[] words)
    {
        var all = violations.ToArray();
        Assert.True(
            all.Any(violation => words.All(violation.Contains)),
            $"no violation names {string.Join(", ", words)}; found: {string.Join("\n  ", all.DefaultIfEmpty("nothing"))}"
        );
    }
}
