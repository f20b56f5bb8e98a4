using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;

namespace Aios.Node.Tests.Cli;

public sealed class QueueVerbSpecs
{
    [Theory]
    [InlineData("queue cancel --yes", ExitCode.Usage, "which events?")]
    [InlineData("queue requeue --yes", ExitCode.Usage, "which events?")]
    [InlineData("queue cancel --all --type app.x --yes", ExitCode.Usage, "exclude each other")]
    [InlineData("queue cancel --priority P9 --yes", ExitCode.Usage, "one of P0, P1, P2, P3")]
    [InlineData("queue cancel 0 --yes", ExitCode.Usage, "a whole number from 1 on")]
    [InlineData("queue cancel --all", ExitCode.Refused, "--yes does it")]
    [InlineData("queue requeue 118", ExitCode.Refused, "--yes does it")]
    [InlineData("queue requeue 7 --yes", ExitCode.Failed, "event 7 cannot come back")]
    [InlineData("queue resume", ExitCode.Refused, "it runs already")]
    public async Task A_refusal_says_what_is_allowed_and_changes_nothing(string line, int code, string expected)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(code, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(node.Views.QueueAsked, asked => asked is QueueProtocol.CancelEvents or QueueProtocol.RequeueEvents);
    }

    [Fact]
    public async Task What_is_typed_is_what_the_node_is_asked()
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        string[] words = ["queue", "cancel", "118", "--type", "resource.*", "--priority", "P1", "--source", "sensor/test"];
        string[] more = ["--older-than", "2030-01-01", "--reason", "no use", "--yes", "--data", node.Folder.FullPath];
        Assert.Equal(ExitCode.Done, await shell.Run([.. words, .. more]));
        var asked = Assert.IsType<QueueProtocol.CancelEvents>(Assert.Single(node.Views.QueueAsked));
        var before = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal(new QueueFilter(118, "resource.*", Priority.P1, "sensor/test", before), asked.Filter);
        Assert.Equal(("no use", false), (asked.Reason, asked.IsDry));
        Assert.StartsWith("uid ", asked.By, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", 2)]
    [InlineData("n\n", 1)]
    public async Task On_a_terminal_the_events_are_shown_before_the_question(string answer, int times)
    {
        await using var node = new RunningNode();
        using var shell = new Shell { CanAsk = true, Input = answer };
        await shell.Run("queue", "cancel", "--all", "--data", node.Folder.FullPath);
        Assert.StartsWith("2 events would be cancelled", shell.Output, StringComparison.Ordinal);
        Assert.Contains("do it? [y/N]", shell.Error, StringComparison.Ordinal);
        Assert.Equal(times, node.Views.QueueAsked.Count);
    }

    [Fact]
    public async Task A_queue_that_stands_still_says_so_first()
    {
        await using var node = new RunningNode();
        node.Views.Standing = new QueueStanding(QueueMode.Draining, FakeViews.Start, "uid 7, pid 9", "upgrade");
        using var shell = new Shell();
        Assert.Equal(ExitCode.Done, await shell.Run("queue", "ls", "--data", node.Folder.FullPath));
        Assert.StartsWith("▲ draining since 2026-01-01T00:00:00", shell.Output, StringComparison.Ordinal);
        Assert.Contains("upgrade (by uid 7, pid 9); 'aios queue resume' ends it", shell.Output, StringComparison.Ordinal);
    }
}
