using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Crash;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A copy is taken while events come in and steps execute; it is restored into another folder.</summary>
public sealed class BackupSpecs : IDisposable
{
    private const int Jobs = 12;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_copy_of_a_busy_node_is_whole_and_restored_it_repeats_nothing()
    {
        var (config, copy, restored) = (Crash.Jobs.Write(_folder), _folder.PathOf("copy"), _folder.PathOf("restored"));
        string[] beside = ["snapshots/run/step/0000", "drafts/new.conf", "metrics/2026-01-31.bin"];
        foreach (var name in beside)
            _folder.Write($"data/{name}", name);
        await using (var node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]))
        {
            var sending = Send(node);
            await node.Event("run.step-started");
            var made = (await node.Run("backup", copy, "--json")).With(0).Items("aios.backup/1")[0];
            Assert.True(made.GetProperty("last_seq").GetInt64() > 0);
            Assert.Contains("is not empty", (await node.Run("backup", copy)).With(1).Errors);
            await sending;
            await Ended(node, Jobs);
            (await node.Terminate()).With(0);
        }
        var before = Crash.Jobs.Done(_folder).Count;
        Assert.Equal(Jobs, before);

        (await Cli.Run("events", "verify", "--data", copy)).With(0);
        var told = (await Cli.Run("restore", copy, "--data", restored, "--json")).With(0).Items("aios.restore/1")[0];
        Assert.NotEqual(told.GetProperty("from_node").GetString(), told.GetProperty("node").GetString());
        Assert.Contains("is not empty", (await Cli.Run("restore", copy, "--data", restored)).With(1).Errors);
        Assert.Contains(
            "it is no backup",
            (await Cli.Run("restore", _folder.PathOf("data"), "--data", _folder.PathOf("x"))).With(1).Errors
        );
        (await Cli.Run("events", "verify", "--state", "--data", restored)).With(0);
        Assert.All(beside, name => Assert.Equal(name, File.ReadAllText(Path.Combine(restored, name))));

        await using var again = await NodeProcess.In(restored, ["--config", config]);
        var started = await again.Event("node.started", told.GetProperty("last_seq").GetInt64());
        Assert.Equal(told.GetProperty("node").GetString(), started.GetProperty("node").GetString());
        using (var client = await again.Connect())
            Assert.Equal(0, (await client.Emit(Crash.Jobs.Once, "after-1", new JsonObject { ["n"] = 1_000 })).Code);
        await again.Event("the run of the new event", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == "after-1");
        (await again.Terminate()).With(0);
        Assert.DoesNotContain(again.Events(), fact => fact.Type() == "node.crashed");
        Assert.All(Crash.Jobs.Done(_folder), done => Assert.True(done.Value == 1, $"{done.Key} was done {done.Value} times"));
        Assert.Equal(before + 1, Crash.Jobs.Done(_folder).Count);
        (await again.Run("events", "verify", "--state")).With(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_database_that_is_gone_is_made_again_from_the_log_and_nothing_is_repeated()
    {
        var (config, data) = (Crash.Jobs.Write(_folder), _folder.PathOf("data"));
        await using (var node = await NodeProcess.In(data, ["--config", config]))
        {
            await Send(node);
            await Ended(node, Jobs);
            await node.Kill();
        }
        foreach (var file in Directory.GetFiles(data, "aios.db*"))
            File.Delete(file);

        await using var again = await NodeProcess.In(data, ["--config", config]);
        await again.Line(
            "what was missing",
            line => line.StartsWith("aios.db was missing while the log stands: 12 effects", StringComparison.Ordinal)
        );
        Assert.Equal(Jobs, (await again.Run("effects", "ls", "--limit", "1000", "--json")).With(0).Items("aios.effects/1").Count);
        (await again.Terminate()).With(0);
        (await again.Run("events", "verify", "--state")).With(0);
        Assert.All(Crash.Jobs.Done(_folder), done => Assert.Equal(1, done.Value));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_log_that_is_gone_is_refused_until_a_person_says_that_it_may_begin_anew()
    {
        var (config, data) = (Crash.Jobs.Write(_folder), _folder.PathOf("data"));
        await using (var node = await NodeProcess.In(data, ["--config", config]))
        {
            await Send(node);
            await Ended(node, Jobs);
            (await node.Terminate()).With(0);
        }
        Directory.Delete(Path.Combine(data, "events"), recursive: true);

        var refused = (await Cli.Run("up", "--data", data, "--config", config)).With(1);
        Assert.Contains("the event log is missing, while the database knows of records up to", refused.Errors);
        Assert.Contains("aios up --new-log", refused.Errors);

        await using var again = await NodeProcess.In(data, ["--config", config, "--new-log"]);
        using (var client = await again.Connect())
            Assert.Equal(0, (await client.Emit(Crash.Jobs.Once, Load.IdOf(0), new JsonObject { ["n"] = 0 })).Code);
        var end = await again.Event(
            "the end of the repeated event's run",
            fact => fact.Type() is "run.stuck" or "run.rolled-back" or "run.verified" && fact.Said("playbook") == "once"
        );
        // The ledger stayed: the step is not carried out again, its outcome of then is the answer.
        Assert.Equal("run.verified", end.Type());
        Assert.Equal(Jobs, (await again.Run("effects", "ls", "--limit", "1000", "--json")).With(0).Items("aios.effects/1").Count);
        (await again.Terminate()).With(0);
        Assert.All(Crash.Jobs.Done(_folder), done => Assert.Equal(1, done.Value));
        (await again.Run("events", "verify", "--state")).With(0);
    }

    private static async Task Send(NodeProcess node)
    {
        using var client = await node.Connect();
        for (var number = 0; number < Jobs; number++)
            Assert.Equal(0, (await client.Emit(Crash.Jobs.Once, Load.IdOf(number), new JsonObject { ["n"] = number })).Code);
    }

    private static Task Ended(NodeProcess node, int runs)
    {
        var ended = 0;
        return node.Event("the end of all runs", fact => fact.Type() == "run.verified" && ++ended == runs);
    }
}
