using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A queue that a person stops: what comes waits, also over a kill; what is taken out stays out until it is wanted back.</summary>
public sealed class QueueSpecs
{
    private const int Done = 0;
    private const int Unhealthy = 2;

    private const string Playbook = """
        playbook {
          id = job
          on { type = job.due, group-by = [id] }
          risk = reversible
          cooldown = 0s
          steps = [{ id = do, process = [/bin/true], idempotent = true, undo = none }]
          verify { within = 30s, expect = "payload.n >= 0" }
        }
        """;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_comes_while_it_is_paused_waits_over_a_kill_and_runs_when_it_is_resumed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/playbooks/job.conf", Playbook);
        var data = folder.PathOf("data");
        long kept;
        await using (var node = await NodeProcess.In(data))
        {
            (await node.Run("queue", "pause", "--reason", "maintenance")).With(Done);
            kept = await Emit(node, 1);
            var other = await Emit(node, 2);
            var queue = await Queue(node);
            Assert.Equal(("paused", "maintenance"), (queue.Text("standing"), queue.Text("reason")));
            Assert.Equal([kept, other], Waiting(queue));
            var preview = await Change(node, "cancel", $"{other}", "--dry-run");
            Assert.Equal((1, false), (preview.GetProperty("count").GetInt32(), preview.GetProperty("applied").GetBoolean()));
            Assert.Equal(1, (await Change(node, "cancel", $"{other}", "--yes")).GetProperty("count").GetInt32());
            await node.Kill();
        }
        await using var again = await NodeProcess.In(data);
        Assert.Contains(
            "the queue is paused since",
            await again.Line("the note", line => line.StartsWith("NOTE", StringComparison.Ordinal))
        );
        var status = (await again.Run("status", "--json")).With(Unhealthy).Items("aios.status/1")[0];
        Assert.Contains("aios queue resume", status.GetProperty("trouble").GetRawText(), StringComparison.Ordinal);
        Assert.Equal([kept], Waiting(await Queue(again)));

        (await again.Run("queue", "resume")).With(Done);
        await again.Event("the run", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == "job-1");
        Assert.Equal(1, (await Change(again, "requeue", "--all", "--yes")).GetProperty("count").GetInt32());
        await again.Event("the run that came back", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == "job-2");
        Assert.Equal(0, (await Change(again, "requeue", "--all", "--yes")).GetProperty("count").GetInt32());
        Assert.Equal(
            2,
            again
                .Events()
                .Count(fact => fact.Type() == "run.planned" && fact.Text("cause_id")?.StartsWith("job-", StringComparison.Ordinal) == true)
        );
        (await again.Run("decisions", "search", "requeue", "--json")).With(Done);
        (await again.Terminate()).With(0);
    }

    private static async Task<long> Emit(NodeProcess node, int number)
    {
        string[] words = ["events", "emit", "--type", "job.due", "--id", $"job-{number}", "--payload", $$"""{"n":{{number}}}""", "--json"];
        return (await node.Run(words)).With(Done).Items("aios.emit/1")[0].GetProperty("seq").GetInt64();
    }

    // What sensors see on a busy machine may wait as well.
    private static IEnumerable<long> Waiting(JsonElement queue) =>
        queue
            .GetProperty("waiting")
            .EnumerateArray()
            .Where(each => each.Text("type") == "job.due")
            .Select(each => each.GetProperty("seq").GetInt64());

    private static async Task<JsonElement> Queue(NodeProcess node) =>
        (await node.Run("queue", "ls", "--json")).With(Done).Items("aios.queue/1")[0];

    private static async Task<JsonElement> Change(NodeProcess node, string verb, params string[] words) =>
        (await node.Run(["queue", verb, .. words, "--json"])).With(Done).Items("aios.queue_change/1")[0];
}
