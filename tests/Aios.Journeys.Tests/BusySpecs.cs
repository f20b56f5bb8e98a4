using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What becomes of an event whose target is being acted on, with the cooldown that nobody wrote down (60 min).</summary>
[Trait("Category", "Slow")]
public sealed class BusySpecs : IDisposable
{
    private const int Done = 0;

    private readonly TemporaryFolder _folder = new();

    private string Pipe => _folder.PathOf("pipe");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_queues_is_answered_in_its_turn()
    {
        Native.MakePipe(Pipe);
        Write("queue", "group-by = [payload.n]", $"process = [/bin/cat, \"{Pipe}\"]");
        await using var node = await NodeProcess.In(_folder.PathOf("data"));

        var first = await Emit(node, 1);
        await Of(node, "run.step-started", first);
        var second = await Emit(node, 2);
        await node.Event("the wait", fact => fact.Type() == "reactor.waiting" && fact.Seq() > second);
        await File.WriteAllTextAsync(Pipe, "");
        await Of(node, "run.verified", first);

        await Of(node, "run.step-started", second);
        await File.WriteAllTextAsync(Pipe, "");
        await Of(node, "run.verified", second);
        (await node.Terminate()).With(Done);
    }

    [Fact]
    public async Task What_cancels_the_old_is_answered_in_its_place()
    {
        Write("cancel-old", "", "wait = 10m");
        await using var node = await NodeProcess.In(_folder.PathOf("data"));

        var first = await Emit(node, 1);
        await Of(node, "run.step-started", first);
        var second = await Emit(node, 2);
        await Of(node, "run.cancelled", first);

        await Of(node, "run.step-started", second);
        (await node.Terminate()).With(Done);
    }

    private void Write(string policy, string groups, string step) =>
        _folder.Write(
            "data/playbooks/job.conf",
            $$"""
            playbook {
              id = job
              on { type = job.due, {{groups}} }
              when-busy = {{policy}}
              risk = read
              steps = [{ id = do, {{step}} }]
              verify { within = 30s, expect = "payload.n >= 0" }
            }
            """
        );

    /// <returns>The event's number. All are about one target.</returns>
    private static async Task<long> Emit(NodeProcess node, int n)
    {
        var payload = $$"""{"sensor":"app","target":"shop","n":{{n}}}""";
        var sent = await node.Run("events", "emit", "--type", "job.due", "--payload", payload, "--json");
        return sent.With(Done).Items("aios.emit/1")[0].GetProperty("seq").GetInt64();
    }

    /// <summary>A fact of the run that answers this event.</summary>
    private static async Task<JsonElement> Of(NodeProcess node, string type, long seq)
    {
        var planned = await node.Event(
            $"a plan for event {seq}",
            fact =>
                fact.Type() == "run.planned" && fact.GetProperty("payload").GetProperty("plan").GetProperty("event_seq").GetInt64() == seq
        );
        return await node.Event($"{type} for event {seq}", fact => fact.Type() == type && fact.Said("run") == planned.Said("run"));
    }
}
