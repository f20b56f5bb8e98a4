using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What goes on until somebody ends it, as a user types it beside a running node.</summary>
public sealed class StreamSpecs
{
    private const int Sigint = 2;
    private const int NotReachable = 4;
    private const int Interrupted = 130;

    [Fact]
    public async Task A_tail_shows_what_is_put_on_record_until_it_is_interrupted()
    {
        await using var node = await NodeProcess.Up();
        await using var tail = Child.Start(AiosExecutable.Path, ["events", "tail", "--type", "app.*", "--after", "0", "--data", node.Data]);

        (await node.Run("events", "emit", "--type", "app.broken", "--source", "app/web")).With(0);
        Assert.Contains("app/web", await tail.Line("the event", line => line.Contains("app.broken", StringComparison.Ordinal)));

        tail.Signal(Sigint);
        Assert.Equal(Interrupted, (await tail.End()).Code);
    }

    [Fact]
    public async Task A_list_that_is_watched_comes_again_until_it_is_interrupted()
    {
        await using var node = await NodeProcess.Up();
        await using var watch = Child.Start(AiosExecutable.Path, ["runs", "ls", "--watch", "0.5", "--data", node.Data]);

        var first = await watch.Line("the first round", line => line.StartsWith("--- ", StringComparison.Ordinal));
        await watch.Line("a later round", line => line.StartsWith("--- ", StringComparison.Ordinal) && line != first);

        watch.Signal(Sigint);
        Assert.Equal((Interrupted, ""), ((await watch.End()).Code, (await watch.End()).Errors));
    }

    [Fact]
    public async Task Watching_the_heart_shows_beats_and_ends_with_the_node()
    {
        await using var node = await NodeProcess.Up();
        await using var watch = Child.Start(AiosExecutable.Path, ["heartbeat", "--watch", "--data", node.Data]);

        await watch.Line(
            "a beat",
            line => line.StartsWith("HEARTBEAT_OK", StringComparison.Ordinal) || line.StartsWith("AIOS_", StringComparison.Ordinal)
        );

        (await node.Terminate()).With(0);
        var end = await watch.End();
        Assert.Equal(NotReachable, end.Code);
        Assert.Contains("the node is stopping", end.Errors, StringComparison.Ordinal);
    }
}
