using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class ApprovalVerbSpecs
{
    private static readonly string Code = ApprovalRules.CodeOf(FakeApprovals.Open);

    [Fact]
    public async Task What_is_shown_has_the_code_and_every_step()
    {
        var (code, output, _) = await Run("approvals show disk-cleanup-ffffffffff.1");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains($"approve disk-cleanup-ffffffffff.1 --code {Code}", output, StringComparison.Ordinal);
        Assert.Contains("/usr/bin/journalctl --vacuum-size=200M", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_what_is_open_and_no_code()
    {
        var (_, output, _) = await Run("approvals ls --json");
        Assert.Contains("disk-cleanup-ffffffffff.1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("disk-cleanup-0a1b2c3d4e.1", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, output, StringComparison.Ordinal);
        Assert.Contains("denied", (await Run("approvals ls --all")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_carries_who_says_it_and_nothing_of_the_process()
    {
        await using var node = new RunningNode();
        var (code, output, _) = await Run($"approvals approve disk-cleanup-ffffffffff.1 --code {Code.ToLowerInvariant()}", node);
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("granted", output, StringComparison.Ordinal);
        var said = Assert.IsType<ApprovalProtocol.Approve>(Assert.Single(node.Views.Answered));
        Assert.Matches("^uid [0-9]+$", said.By);
        Assert.True(said.IsOnlyPerson);
    }

    [Theory]
    [InlineData(
        "approvals approve disk-cleanup-ffffffffff.1 --code WRONG1",
        ExitCode.Refused,
        "take the code from there: aios approvals show"
    )]
    [InlineData("approvals approve disk-cleanup-0a1b2c3d4e.1 --code WRONG1", ExitCode.Refused, "it is denied already")]
    [InlineData("approvals approve nothing.1 --code WRONG1", ExitCode.Failed, "'aios approvals ls' lists")]
    [InlineData("approvals show nothing.1", ExitCode.Failed, "'aios approvals ls --all' lists")]
    [InlineData("approvals deny disk-cleanup-ffffffffff.1", ExitCode.Usage, "reason")]
    [InlineData("approvals approve disk-cleanup-ffffffffff.1", ExitCode.Usage, "code")]
    [InlineData("runs cancel disk-cleanup-0a1b2c3d4e --reason late", ExitCode.Refused, "it is over")]
    [InlineData("runs retry-rollback nothing --reason late", ExitCode.Failed, "nothing")]
    public async Task A_refusal_says_why_and_what_to_do(string line, int code, string expected)
    {
        var (found, _, error) = await Run(line);
        Assert.Equal(code, found);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_carries_the_run_the_person_and_the_reason()
    {
        await using var node = new RunningNode();
        Assert.Equal(ExitCode.Done, (await Run("runs cancel disk-cleanup-ffffffffff --reason wrong-host", node)).Code);
        var said = Assert.IsType<RunProtocol.CancelRun>(Assert.Single(node.Views.Changed));
        Assert.Equal(("disk-cleanup-ffffffffff", "wrong-host"), (said.Run.Value, said.Reason));
    }

    private static async Task<(int Code, string Output, string Error)> Run(string line, RunningNode? given = null)
    {
        var node = given ?? new RunningNode();
        using var shell = new Shell();
        var code = await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]);
        if (given is null)
            await node.DisposeAsync();
        return (code, shell.Output, shell.Error);
    }
}
