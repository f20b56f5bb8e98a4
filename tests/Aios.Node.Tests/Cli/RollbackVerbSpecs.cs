using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class RollbackVerbSpecs
{
    [Theory]
    [InlineData("", false)]
    [InlineData("--json", true)]
    public async Task Without_a_terminal_and_without_yes_it_is_refused(string option, bool canAsk)
    {
        await using var node = new RunningNode();
        using var shell = new Shell { CanAsk = canAsk, Input = "y" };
        string[] words = ["rollback", "score", "--to", "200", "--data", node.Folder.FullPath];
        Assert.Equal(ExitCode.Refused, await shell.Run(option.Length > 0 ? [.. words, option] : words));
        Assert.Contains("--yes does it", shell.Error, StringComparison.Ordinal);
        Assert.Empty(node.Views.RolledBack);
    }

    [Fact]
    public async Task The_node_itself_refuses_who_was_not_asked()
    {
        await using var node = new RunningNode();
        var end = (await node.Ask("rollback", """{"actor":"score","to":"200"}"""))[^1];
        Assert.Equal(ExitCode.Refused, Assert.IsType<Aios.Node.Inspection.InspectionAnswer.End>(end).Code);
        Assert.Empty(node.Views.RolledBack);
    }

    [Theory]
    [InlineData("y\n", 1)]
    [InlineData("n\n", 0)]
    [InlineData("", 0)]
    public async Task On_a_terminal_the_preview_comes_before_the_question(string answer, int times)
    {
        await using var node = new RunningNode();
        using var shell = new Shell { CanAsk = true, Input = answer };
        var code = await shell.Run("rollback", "score", "--to", "200", "--reason", "a mistake", "--data", node.Folder.FullPath);
        Assert.Equal(times == 1 ? ExitCode.Done : ExitCode.Refused, code);
        Assert.StartsWith("score would be as it was after 200", shell.Output, StringComparison.Ordinal);
        Assert.Contains("do it? [y/N]", shell.Error, StringComparison.Ordinal);
        Assert.Equal(times, node.Views.RolledBack.Count);
        Assert.All(node.Views.RolledBack, asked => Assert.Equal(("a mistake", 200), (asked.Reason, asked.To.Seq)));
    }

    [Theory]
    [InlineData("rollback nobody --to 1 --yes", ExitCode.Failed, "name one of score")]
    [InlineData("rollback score --to soon --yes", ExitCode.Usage, "must be a sequence number, a snapshot")]
    [InlineData("snapshots ls nobody", ExitCode.Failed, "name one of score")]
    public async Task A_refusal_says_what_is_allowed(string line, int code, string expected)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(code, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
    }
}
