using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>What comes all at once, or against itself: held back, and each event on record.</summary>
public sealed class StormSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Alerts = 500;
    private const int MostTargets = 3;

    // What ships as safeguards; journeys loosen them otherwise.
    private static readonly Dictionary<string, string> Guarded = new()
    {
        ["AIOS__SAFETY__CIRCUIT__TRIGGERS"] = "3",
        ["AIOS__SAFETY__CIRCUIT__FAILURES"] = "2",
        ["AIOS__SAFETY__FUSE__FAILURES"] = "5",
        ["AIOS__SAFETY__BLAST_RADIUS__TARGETS"] = $"{MostTargets}",
        ["AIOS__SAFETY__STORM__RUNS"] = "20",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Of_five_hundred_alerts_at_once_each_is_on_record_one_target_has_one_run_and_few_targets_are_reached()
    {
        var sink = _folder.PathOf("sink");
        var evidence = new Evidence(output, "storm");
        Write("one", "one.due", sink, "1m");
        Write("many", "many.due", sink, "0s");
        Write("last", "last.due", sink, "0s");
        await using var node = await NodeProcess.In(_folder.PathOf("data"), variables: Guarded);
        using (var client = await node.Connect())
        {
            for (var i = 0; i < Alerts; i++)
            {
                await Send(client, "one.due", "same", "firing");
                await Send(client, "many.due", $"target-{i}", "firing");
            }
            await Send(client, "many.due", "over", "resolved");
            await Send(client, "last.due", "last", "firing");
        }
        await node.Event("the end of the storm", fact => Fits(fact, "run.verified", "last") || IsNo(fact, "last.due"));
        (await node.Terminate()).With(0);

        var records = node.Events();
        var alerts = records.Where(fact => fact.Type().EndsWith(".due", StringComparison.Ordinal)).Select(fact => fact.Seq()).ToHashSet();
        Assert.Equal(2 * Alerts + 2, alerts.Count);
        alerts.ExceptWith(Decided(records));
        Assert.Empty(alerts);
        Assert.Equal(1, Runs(records, "one"));
        Assert.InRange(Runs(records, "many"), 1, MostTargets);
        Assert.DoesNotContain(records, fact => fact.Type() == "run.planned" && Target(fact) == "x/over");
        Assert.Equal(Runs(records, "one") + Runs(records, "many") + Runs(records, "last"), (await File.ReadAllLinesAsync(sink)).Length);
        evidence.Write(
            new
            {
                Alerts = 2 * Alerts,
                RunsOnOneTarget = Runs(records, "one"),
                Targets = Alerts,
                RunsOnMany = Runs(records, "many"),
                NotOnRecord = alerts.Count,
            }
        );
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Two_playbooks_that_undo_each_other_are_both_stopped()
    {
        var sink = _folder.PathOf("sink");
        var evidence = new Evidence(output, "oscillation");
        Write("up", "go.up", sink, "0s");
        Write("down", "go.down", sink, "0s");
        await using var node = await NodeProcess.In(_folder.PathOf("data"));
        using var client = await node.Connect();
        string[] turns = ["up", "down"];
        var (runs, seq) = (0, 0L);
        for (var i = 0; ; i++)
        {
            Assert.True(i < 10, "ten turns and nobody stopped them");
            var playbook = turns[i % 2];
            await Send(client, $"go.{playbook}", "switch", "firing");
            var said = await node.Event(
                $"turn {i}",
                fact => Fits(fact, "run.verified", playbook) || IsNo(fact, $"go.{playbook}"),
                after: seq
            );
            seq = said.Seq();
            if (said.Type() == "reactor.skipped")
                break;
            runs++;
        }
        foreach (var playbook in turns)
        {
            var shown = (await node.Run("playbooks", "show", playbook, "--json")).With(0).Items("aios.playbook/1")[0];
            Assert.Equal("frozen", shown.Text("standing"));
        }
        Assert.Equal(runs, (await File.ReadAllLinesAsync(sink)).Length);
        evidence.Write(new { Turns = runs, Frozen = turns.Length });
    }

    [BlockDiskFact]
    [Trait("Category", "Slow")]
    public async Task A_full_disk_that_holds_the_data_folder_is_repaired_by_the_playbook_that_ships()
    {
        using var disk = SmallDisk.OfBlocks("96m");
        var cache = Directory.CreateDirectory(Path.Combine(disk.FullPath, "cache")).FullName;
        var config = _folder.Write(
            "aios.conf",
            $"aios {{\n  targets.expendable = [\"{cache}\"]\n  sensors.disk {{ interval = 5s, cooldown = 0s }}\n}}\n"
        );
        await using var node = await NodeProcess.In(Path.Combine(disk.FullPath, "data"), ["--config", config]);
        FillWithOld(cache);
        var run = await node.Event("the clean-up", fact => Fits(fact, "run.verified", "disk-cleanup"), patience: TimeSpan.FromMinutes(5));
        Assert.Empty(Directory.GetFiles(cache));
        Assert.Contains("recovered", run.Said("reason"), StringComparison.Ordinal);

        using (var client = await node.Connect())
            Assert.Equal(0, (await client.Emit("journey.after", "after")).Code);
        (await node.Terminate()).With(0);
        (await node.Run("events", "verify")).With(0);
    }

    private void Write(string id, string type, string sink, string cooldown) =>
        _folder.Write(
            $"data/playbooks/{id}.conf",
            $$"""
            playbook {
              id = {{id}}
              on { type = {{type}} }
              risk = reversible
              cooldown = {{cooldown}}
              steps = [{ id = do, process = [/bin/sh, -c, "echo {{id}} >> \"$1\"", sh, "{{sink}}"], idempotent = true, undo = none }]
              verify { within = 30s, expect = "payload.target != ''" }
            }
            """
        );

    private static async Task Send(NodeSocket client, string type, string target, string status)
    {
        var payload = new JsonObject
        {
            ["sensor"] = "x",
            ["target"] = target,
            ["status"] = status,
        };
        Assert.Equal(0, (await client.Emit(type, payload: payload)).Code);
    }

    private static void FillWithOld(string folder)
    {
        for (var i = 0; ; i++)
        {
            var path = Path.Combine(folder, $"old-{i}");
            var isFull = false;
            try
            {
                File.WriteAllBytes(path, new byte[1 << 20]);
            }
            catch (IOException)
            {
                isFull = true;
            }
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-2));
            if (isFull)
                return;
        }
    }

    private static HashSet<long> Decided(IEnumerable<JsonElement> records) =>
        [
            .. records
                .Where(fact => fact.Type() is "scheduler.decision" or "reactor.matched" or "reactor.skipped")
                .Select(fact => long.TryParse(fact.Said("event_seq"), out var seq) ? seq : 0),
        ];

    private static int Runs(IEnumerable<JsonElement> records, string playbook) =>
        records.Count(fact => fact.Type() == "run.planned" && fact.GetProperty("payload").GetProperty("plan").Text("playbook") == playbook);

    private static string? Target(JsonElement planned) => planned.GetProperty("payload").GetProperty("plan").Text("target");

    private static bool Fits(JsonElement fact, string type, string playbook) => fact.Type() == type && fact.Said("playbook") == playbook;

    private static bool IsNo(JsonElement fact, string type) => fact.Type() == "reactor.skipped" && fact.Said("event_type") == type;
}
