using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A playbook gives a setting of the node another value: over a kill, until a person wants the file's value back.</summary>
public sealed class SettingSpecs
{
    private const int Done = 0;
    private const int Usage = 3;
    private const string Key = "aios.scheduler.max-concurrent";

    private const string Playbook = """
        playbook {
          id = widen
          on { type = load.rising }
          risk = reversible
          cooldown = 0s
          steps = [{ id = more, set = { key = aios.scheduler.max-concurrent, value = 8 } }]
          verify { within = 30s, expect = "payload.n >= 0" }
        }
        """;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_a_playbook_set_holds_over_a_kill_and_is_explained_until_it_is_reset()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/playbooks/widen.conf", Playbook);
        var data = folder.PathOf("data");
        await using (var node = await NodeProcess.In(data))
        {
            Assert.Equal(5, await Slots(node));
            (await node.Run("events", "emit", "--type", "load.rising", "--id", "load-1", "--payload", """{"n":1}""")).With(Done);
            await node.Event("the run", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == "load-1");
            Assert.Equal(8, await Slots(node));
            await node.Kill();
        }
        await Holds(data);

        await using var again = await NodeProcess.In(data);
        await again.Line("the note", line => line.StartsWith($"NOTE {Key} is 8 by run ", StringComparison.Ordinal));
        Assert.Equal(8, await Slots(again));
        await Holds(data);
        (await again.Run("config", "reset", Key)).With(Done);

        Assert.Equal(5, await Slots(again));
        var explained = await Explained(data);
        Assert.Equal("5", explained.Text("value"));
        Assert.StartsWith("hocon/aios.conf:", explained.Text("origin"));
        (await again.Terminate()).With(0);
    }

    [Fact]
    public async Task A_value_out_of_range_is_named_with_its_place_before_anything_runs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("widen.conf", Playbook.Replace("value = 8", "value = 2"));

        var linted = await Cli.Run("playbooks", "lint", folder.PathOf("widen.conf"));

        Assert.Contains("widen.conf:6:78", linted.With(Usage).Output);
        Assert.Contains("playbook.steps.more.set.value (2) must be between 3 and 256 steps", linted.Output);
    }

    private static async Task Holds(string data)
    {
        var explained = await Explained(data);
        Assert.Equal(("8", "5"), (explained.Text("value"), explained.Text("file_value")));
        Assert.StartsWith("set by run ", explained.Text("origin"));
        Assert.StartsWith("hocon/aios.conf:", explained.Text("file_origin"));
    }

    private static async Task<JsonElement> Explained(string data) =>
        (await Cli.Run("config", "explain", Key, "--json", "--data", data)).With(Done).Items("aios.config_key/1")[0];

    private static async Task<int> Slots(NodeProcess node) =>
        (await node.Run("queue", "ls", "--json")).With(Done).Items("aios.queue/1")[0].GetProperty("max_concurrent").GetInt32();
}
