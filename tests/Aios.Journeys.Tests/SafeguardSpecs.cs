using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What people order holds playbooks back, also over kill -9.</summary>
public sealed class SafeguardSpecs : IDisposable
{
    private const int Done = 0;
    private const int Unwell = 2;

    private const string Playbook = """
        playbook {
          id = job
          on { type = job.due, group-by = [payload.n] }
          risk = reversible
          cooldown = 0s
          steps = [{ id = do, process = [/bin/sh, -c, "echo done >> \"$1\"", sh, "SINK"], idempotent = true, undo = none }]
          verify { within = 30s, expect = "payload.n >= 0" }
        }
        """;

    private static readonly Dictionary<string, string> Guarded = new() { ["AIOS__PLAYBOOKS__SHADOW"] = "true" };
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");
    private string Sink => _folder.PathOf("sink");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_new_playbook_only_watches_until_it_is_enabled_and_stays_enabled_after_a_kill()
    {
        Write();
        await using (var node = await NodeProcess.In(Data, variables: Guarded))
        {
            await node.Line("the playbook in shadow", line => line.StartsWith("1 playbook in shadow", StringComparison.Ordinal));
            Assert.Equal("shadow", await Standing(node));
            var planned = await Emit(node, "run.planned");
            Assert.True(planned.GetProperty("payload").GetProperty("plan").GetProperty("is_shadow").GetBoolean());
            await node.Event("run.shadowed");
            Assert.False(File.Exists(Sink));

            (await node.Run("playbooks", "enable", "job")).With(Done);
            Assert.Equal("enabled", await Standing(node));
            await node.Event("playbook.enabled");
            await Emit(node, "run.verified");
            Assert.Equal("done\n", await File.ReadAllTextAsync(Sink));
            await node.Kill();
        }
        await using var again = await NodeProcess.In(Data, variables: Guarded);
        Assert.Equal("enabled", await Standing(again));
        (await again.Run("playbooks", "disable", "job", "--reason", "enough")).With(Done);
        var skipped = await Emit(again, "reactor.skipped");
        Assert.Contains("it is disabled by uid", skipped.GetRawText(), StringComparison.Ordinal);
        (await again.Terminate()).With(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_freeze_outlives_a_kill_and_nothing_is_done_until_the_thaw()
    {
        Write();
        await using (var node = await NodeProcess.In(Data))
        {
            (await node.Run("freeze", "--reason", "looking")).With(Done);
            await node.Kill();
        }
        await using var again = await NodeProcess.In(Data);
        await again.Line("the freeze", line => line.StartsWith("FROZEN: nothing is executed", StringComparison.Ordinal));
        var status = (await again.Run("status", "--json")).With(Unwell).Items("aios.status/1")[0];
        Assert.Contains("looking", status.GetProperty("frozen")[0].GetString(), StringComparison.Ordinal);
        var skipped = await Emit(again, "reactor.skipped");
        Assert.Contains("everything is frozen by uid", skipped.GetRawText(), StringComparison.Ordinal);
        Assert.False(File.Exists(Sink));

        (await again.Run("thaw")).With(Done);
        await Emit(again, "run.verified");
        Assert.True(File.Exists(Sink));
        (await again.Terminate()).With(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_silence_keeps_its_events_from_being_acted_on_until_it_is_removed()
    {
        Write();
        await using var node = await NodeProcess.In(Data);
        (await node.Run("silences", "add", "job.*", "--for", "1h", "--reason", "moving")).With(Done);
        var skipped = await Emit(node, "reactor.skipped");
        Assert.Contains("silenced by s1 until", skipped.GetRawText(), StringComparison.Ordinal);

        (await node.Run("silences", "rm", "s1")).With(Done);
        await Emit(node, "run.verified");
        Assert.Empty((await node.Run("silences", "ls", "--json")).With(Done).Items("aios.silences/1"));
        (await node.Terminate()).With(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_circuit_opens_after_three_runs_a_minute_and_is_closed_by_hand()
    {
        Write();
        var three = new Dictionary<string, string> { ["AIOS__SAFETY__CIRCUIT__TRIGGERS"] = "3" };
        await using var node = await NodeProcess.In(Data, variables: three);
        for (var i = 0; i < 3; i++)
            await Emit(node, "run.verified");
        await node.Event("circuit.opened");
        var circuit = Assert.Single((await node.Run("circuits", "ls", "--json")).With(Done).Items("aios.circuits/1"));
        Assert.Equal(("job", "open"), (circuit.GetProperty("playbook").GetString(), circuit.GetProperty("phase").GetString()));
        Assert.Contains("is open for another", (await Emit(node, "reactor.skipped")).GetRawText(), StringComparison.Ordinal);

        (await node.Run("circuits", "reset", "--playbook", "job")).With(Done);
        await Emit(node, "run.verified");
        (await node.Terminate()).With(0);
    }

    private void Write() => _folder.Write("data/playbooks/job.conf", Playbook.Replace("SINK", Sink, StringComparison.Ordinal));

    private static async Task<string> Standing(NodeProcess node) =>
        (await node.Run("playbooks", "show", "job", "--json")).With(Done).Items("aios.playbook/1")[0].GetProperty("standing").GetString()!;

    /// <summary>Something is due; returns the first record of this type that comes after it.</summary>
    private static async Task<JsonElement> Emit(NodeProcess node, string type)
    {
        var sent = (await node.Run("events", "emit", "--type", "job.due", "--payload", """{"n":1}""", "--json")).With(Done);
        return await node.Event(
            $"{type} of job",
            record => record.Type() == type && (record.Said("playbook") == "job" || record.Said("event_type") == "job.due"),
            sent.Items("aios.emit/1")[0].GetProperty("seq").GetInt64()
        );
    }
}
