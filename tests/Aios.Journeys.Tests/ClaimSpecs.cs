using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>Anybody may write an event that looks like a sensor's: nothing is believed of it that only a sensor can know.</summary>
[Trait("Category", "Slow")]
public sealed class ClaimSpecs : IDisposable
{
    private const int Done = 0;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_for_an_alert_that_no_sensor_raised_is_not_verified()
    {
        Write("calm", "type = resource.cpu_spike", "", "process = [/bin/true]");
        await using var node = await NodeProcess.In(_folder.PathOf("data"));

        await Emit(node, "resource.cpu_spike", """{"sensor":"cpu","target":"machine","value":99}""");
        var end = await node.Event("the end", fact => fact.Type() is "run.verified" or "run.failed" && fact.Said("playbook") == "calm");

        Assert.Equal("run.failed", end.Type());
        Assert.Contains("nothing can tell", end.GetRawText(), StringComparison.Ordinal);
        (await node.Terminate()).With(Done);
    }

    [Fact]
    public async Task A_process_of_somebody_else_is_left_alone_whatever_an_event_says_of_it()
    {
        Write(
            "touch",
            "type = app.hot",
            "targets = own-children",
            "process = [/usr/bin/renice, -n, \"10\", -p, { from = payload.pid, as = int }]"
        );
        await using var stranger = Child.Start("/bin/sleep", ["1000"]);
        var before = Stat(stranger.Pid);
        await using var node = await NodeProcess.In(_folder.PathOf("data"));
        var claim =
            $$"""{"sensor":"process_use","target":"{{stranger.Pid}}","pid":{{stranger.Pid}},"start_time":{{before.Start}},"own":true}""";

        var seq = await Emit(node, "resource.process_cpu_high", claim);
        await node.Event("reactor.skipped");
        var why = (await node.Run("why-not", "runaway-process", seq, "--json")).With(Done).Output;
        Assert.Contains("it is about a process that this node did not start", why, StringComparison.Ordinal);

        // One that says nothing of whose it is gets as far as the door.
        await Emit(node, "app.hot", claim.Replace(",\"own\":true", "", StringComparison.Ordinal));
        var failed = await node.Event("run.step-failed");
        Assert.Contains("was not started by this node", failed.Said("detail"), StringComparison.Ordinal);
        Assert.Equal(before, Stat(stranger.Pid));
        (await node.Terminate()).With(Done);
    }

    private void Write(string id, string on, string reach, string step) =>
        _folder.Write(
            $"data/playbooks/{id}.conf",
            $$"""
            playbook {
              id = {{id}}
              on { {{on}} }
              {{reach}}
              confidence = 0.9
              risk = reversible
              steps = [{ id = do, {{step}}, undo = none }]
              verify { within = 1s }
            }
            """
        );

    /// <returns>The event's number.</returns>
    private static async Task<string> Emit(NodeProcess node, string type, string payload)
    {
        var sent = await node.Run("events", "emit", "--type", type, "--severity", "warn", "--payload", payload, "--json");
        return sent.With(Done).Items("aios.emit/1")[0].GetProperty("seq").GetRawText();
    }

    /// <summary>Fields 19 and 22 of its <c>stat</c>.</summary>
    private static (string Nice, string Start) Stat(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (fields[16], fields[19]);
    }
}
