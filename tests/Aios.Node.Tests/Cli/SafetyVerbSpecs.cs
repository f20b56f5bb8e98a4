using Aios.Loop.Effects;
using Aios.Loop.Overrides;
using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Tests.Inspection;
using Aios.Node.Verbs;
using static Aios.Loop.Safety.SafetyProtocol;

namespace Aios.Node.Tests.Cli;

public sealed class SafetyVerbSpecs
{
    [Theory]
    [InlineData("playbooks enable nothing", ExitCode.Failed, "is not loaded; loaded are")]
    [InlineData("playbooks disable nothing", ExitCode.Failed, "is not loaded; loaded are")]
    [InlineData("freeze --playbook nothing", ExitCode.Failed, "is not loaded; loaded are")]
    [InlineData("thaw", ExitCode.Failed, "nothing of it is frozen; 'aios status' says what is")]
    [InlineData("silences rm s7", ExitCode.Failed, "'aios silences ls' lists those that hold")]
    [InlineData("silences add app.broken", ExitCode.Usage, "needs an end, one: --for 2h or --until TIME")]
    [InlineData("silences add app.broken --for 2h --until 2h", ExitCode.Usage, "needs an end, one")]
    [InlineData("silences add app.broken --for tomorrow", ExitCode.Usage, "it must be a time such as 90s")]
    [InlineData("silences add app.broken --until 12:00", ExitCode.Usage, "it must be a UTC time")]
    [InlineData("silences add app.broken --from noon --for 2h", ExitCode.Usage, "--from is 'noon'")]
    [InlineData("silences add app.broken --until 2020-01-01", ExitCode.Failed, "its end has passed already")]
    [InlineData("silences add a,b --for 2h", ExitCode.Failed, "give an event type, a prefix such as resource.*, or *")]
    [InlineData("silences add * --for 2h --when size>", ExitCode.Usage, "--when is")]
    [InlineData("circuits reset --playbook disk-cleanup", ExitCode.Failed, "'aios circuits ls' lists those that are not closed")]
    [InlineData("config reset aios.log.level", ExitCode.Refused, "no run changed it: the value of the files holds; 'aios config diff'")]
    [InlineData("fuse reset", ExitCode.Failed, "'aios fuse show' says what counts towards it")]
    public async Task A_refusal_says_what_is_wrong_and_what_to_do(string line, int code, string expected)
    {
        await using var node = new RunningNode();
        using var shell = new Shell();
        Assert.Equal(code, await shell.Run([.. line.Split(' '), "--data", node.Folder.FullPath]));
        Assert.Contains(expected, shell.Error, StringComparison.Ordinal);
        Assert.Equal(OrdersState.Empty, node.Views.Ordered);
    }

    [Fact]
    public async Task A_playbook_is_enabled_disabled_and_enabled_again()
    {
        await using var node = new RunningNode();
        Assert.Contains("is enabled: the next event", await Said(node, "playbooks", "enable", "disk-cleanup"), StringComparison.Ordinal);
        Assert.Contains(
            "is disabled",
            await Said(node, "playbooks", "disable", "disk-cleanup", "--reason", "it hurts"),
            StringComparison.Ordinal
        );
        var order = Assert.Single(node.Views.Ordered.Disabled).Value;
        Assert.Equal("it hurts", order.Reason);
        Assert.StartsWith("uid ", order.By, StringComparison.Ordinal);
        await Said(node, "playbooks", "enable", "disk-cleanup");
        Assert.Empty(node.Views.Ordered.Disabled);
    }

    [Fact]
    public async Task A_setting_that_a_run_changed_is_reset()
    {
        await using var node = new RunningNode();
        node.Views.Overridden = node.Views.Overridden.Apply(
            new OverridesProtocol.SettingChanged("aios.log.level", "debug", new RunId("r1"), "more", 1_000)
        );

        Assert.Contains("aios.log.level is as the files say", await Said(node, "config", "reset", "log.level"), StringComparison.Ordinal);
        Assert.Empty(node.Views.Overridden.InForce);
    }

    [Fact]
    public async Task A_freeze_and_its_end()
    {
        await using var node = new RunningNode();
        Assert.Contains("everything is frozen (looking)", await Said(node, "freeze", "--reason", "looking"), StringComparison.Ordinal);
        Assert.NotNull(node.Views.Ordered.FrozenAll);
        Assert.Contains("nothing is frozen any more", await Said(node, "thaw"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silences_are_listed_until_they_are_over_or_removed()
    {
        await using var node = new RunningNode();
        await Said(node, "silences", "add", "resource.*", "--for", "2h", "--target", "/", "--reason", "moving");
        await Said(node, "silences", "add", "app.broken", "--from", "1h", "--until", "3h");
        var listed = await Said(node, "silences", "ls");
        Assert.Contains("target /", listed, StringComparison.Ordinal);
        Assert.Contains("to come", listed, StringComparison.Ordinal);
        await Said(node, "silences", "rm", "s1");
        node.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Contains("No silence holds", await Said(node, "silences", "ls"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_circuit_and_the_failures_behind_it_are_shown()
    {
        await using var node = new RunningNode();
        Assert.Contains("Every circuit is closed", await Said(node, "circuits", "ls"), StringComparison.Ordinal);
        var (id, state) = (new PlaybookId("disk-cleanup"), SafetyState.Empty);
        for (var i = 0; i < 5; i++)
            state = state
                .Apply(new RunBegan(new RunId($"r{i}"), id, "disk", true, FakeViews.Start + i))
                .Apply(new RunClosed(new RunId($"r{i}"), RunPhase.Stuck, FakeViews.Start + i));
        node.Views.Counted = state;

        Assert.Contains("2 failures within 5m", await Said(node, "circuits", "ls"), StringComparison.Ordinal);
        var fuse = await Said(node, "fuse", "show");
        Assert.Contains("blown for disk-cleanup", fuse, StringComparison.Ordinal);
        Assert.Contains("5 failures within 30 m, 4 allowed", fuse, StringComparison.Ordinal);
        Assert.Contains(
            "closed the circuits of disk-cleanup",
            await Said(node, "circuits", "reset", "--playbook", "disk-cleanup"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "put back the fuse of disk-cleanup",
            await Said(node, "fuse", "reset", "--playbook", "disk-cleanup"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_listed_shows_whether_it_is_there()
    {
        await using var node = new RunningNode();
        var listed = await Said(node, "targets", "ls");
        Assert.Contains("pid 4711", listed, StringComparison.Ordinal);
        Assert.Contains("there is no such folder", listed, StringComparison.Ordinal);
    }

    private static async Task<string> Said(RunningNode node, params string[] words)
    {
        using var shell = new Shell();
        var code = await shell.Run([.. words, "--data", node.Folder.FullPath]);
        Assert.True(code == ExitCode.Done, shell.Error);
        return shell.Output;
    }
}
