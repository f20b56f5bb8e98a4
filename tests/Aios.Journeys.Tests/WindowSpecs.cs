using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Several events together are answered by one run, whatever happens to the node in between.</summary>
[Trait("Category", "Slow")]
public sealed class WindowSpecs : IDisposable
{
    private const string Settings = "aios.heartbeat.interval = 200ms";

    private const string Playbook = """
        playbook {
          id = third-time
          on { type = job.failed, when = "payload.job == 'nightly'", group-by = [payload.host], count = 3, within = 10m }
          steps = [{ id = tell, notify = ["failed three times on", { from = payload.host }] }]
          verify = none
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_events_within_the_time_start_one_run_and_a_kill_after_the_second_loses_no_count()
    {
        var config = _folder.Write("aios.conf", Settings);
        _folder.Write("data/playbooks/third-time.conf", Playbook);
        await using (var node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]))
        {
            await Fail(node, "one", "a");
            await Fail(node, "other", "b");
            await Fail(node, "two", "a");
            var counted = await Answer(node, "two");
            Assert.Contains("2 of 3 within 10m", counted, StringComparison.Ordinal);
            await node.Kill();
        }

        await using var again = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);
        await Fail(again, "three", "a");
        await again.Line("the notice", line => line.Contains("failed three times on a", StringComparison.Ordinal));
        await again.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "third-time");
        await Fail(again, "four", "a");
        Assert.Contains("1 of 3 within 10m", await Answer(again, "four"), StringComparison.Ordinal);
        (await again.Run("events", "verify", "--state")).With(0);
        (await again.Terminate()).With(0);

        var planned = Assert.Single(again.Events(), fact => fact.Type() == "run.planned");
        Assert.Equal("three", planned.Text("cause_id"));
    }

    private static async Task Fail(NodeProcess node, string id, string host)
    {
        using var socket = await node.Connect();
        await socket.Emit("job.failed", id, new JsonObject { ["job"] = "nightly", ["host"] = host });
    }

    /// <summary>What the reactor said about the event.</summary>
    private static async Task<string> Answer(NodeProcess node, string id) =>
        (await node.Event($"the answer to {id}", fact => fact.Type() == "reactor.skipped" && fact.Said("event") == id)).GetRawText();
}
