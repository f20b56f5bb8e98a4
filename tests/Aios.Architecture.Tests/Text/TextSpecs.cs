using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Text;

public sealed class TextSpecs
{
    private static readonly string[] Areas = ["src", "tests", "hocon", "deploy", "benchmarks"];

    [Fact]
    public void Nothing_is_left_for_later_and_no_test_sleeps() =>
        Verdict.None(
            TextRules.Check(
                Repository
                    .Here.Under(Areas)
                    .Concat(Repository.Here.Paths.Where(path => path == "README.md"))
                    .Where(TextRules.IsText)
                    .Select(Repository.Here.Read)
            )
        );

    [Theory]
    [InlineData("src/Aios.Loop/A.cs", "// TO", "DO later")]
    [InlineData("hocon/aios.conf", "# FIX", "ME")]
    [InlineData("src/Aios.Loop/A.cs", "throw new NotImplemented", "Exception();")]
    [InlineData("tests/Aios.Loop.Tests/A.cs", "Thread.", "Sleep(10);")]
    [InlineData("tests/Aios.Loop.Tests/A.cs", "await Task.", "Delay(10);")]
    public void Such_a_line_is_caught(string path, string start, string end) =>
        Verdict.Caught(TextRules.Check([new(path, $"\n{start}{end}")]), $"{path}:2");

    [Fact]
    public void Every_line_of_proof_says_of_which_commit_it_is() => Verdict.None(TextRules.CheckProofs(Repository.Here.Sources("tests")));

    [Fact]
    public void A_line_of_proof_that_does_not_is_caught() =>
        Verdict.Caught(TextRules.CheckProofs([new("tests/Aios.Loop.Tests/A.cs", "output.WriteLine($\"pro" + "of T1: 1\");")]), "A.cs");

    [Fact]
    public void A_word_that_only_contains_one_passes() => Verdict.None(TextRules.Check([new("src/A.cs", "MasTO" + "DONT")]));
}
