using Aios.Loop.Surface.Verbs;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class IncidentVerbSpecs
{
    [Theory]
    [InlineData("incidents ls", 2)]
    [InlineData("incidents ls --open", 1)]
    [InlineData("incidents ls --all", 3)]
    [InlineData("incidents ls --all --family agent", 1)]
    [InlineData("incidents ls --all --limit 2", 2)]
    public async Task A_list_holds_what_was_asked_for(string line, int count)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await shell.Run([.. line.Split(' '), "--jsonl", "--data", node.Folder.FullPath]));
        Assert.Equal(count, shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Who_looks_after_it_is_who_asks()
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        string[] words = ["incidents", "ack", FakeIncidents.Open, "--reason", "on it", "--data", node.Folder.FullPath];
        Assert.Equal(ExitCode.Done, await shell.Run(words));
        var said = Assert.Single(node.Views.Acknowledged);
        Assert.Equal(("on it", FakeIncidents.Open), (said.Reason, said.Id.Value));
        Assert.Contains("pid", said.By, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("incidents ls --open --all", ExitCode.Usage, "exclude each other")]
    [InlineData("incidents show inc-0", ExitCode.Failed, "'aios incidents ls --all' lists those that are")]
    [InlineData("incidents ack inc-0", ExitCode.Failed, "it is not known")]
    [InlineData("incidents ack inc-0a1b2c3d4e5f", ExitCode.Refused, "it is resolved: resource.recovered from sensor/disk")]
    [InlineData("incidents ack inc-111111111111", ExitCode.Refused, "uid 1000, pid 7 looks after it already")]
    [InlineData("why nothing", ExitCode.Failed, "'aios runs ls'")]
    [InlineData("why-not nobody 116", ExitCode.Failed, "'aios playbooks ls' lists those that are")]
    [InlineData("traces show nothing", ExitCode.Failed, "is no trace and no event on record")]
    public async Task A_refusal_says_what_to_do(string line, int code, string expected)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(code, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
    }
}
