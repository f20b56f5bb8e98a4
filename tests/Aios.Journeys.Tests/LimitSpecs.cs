using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>What failures do to what comes after them, and how a person lifts it again.</summary>
public sealed class LimitSpecs : IDisposable
{
    private const int Done = 0;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_fuse_blows_when_two_playbooks_fail_and_is_put_back_by_hand()
    {
        Write("job");
        Write("other");
        await using var node = await Up("FUSE__FAILURES", "2");
        foreach (var playbook in (string[])["job", "other"])
            await Emit(node, playbook, 1, isFixed: false, "run.rolled-back");
        await node.Event("fuse.blown");
        Assert.Equal("true", Assert.Single((await node.Run("fuse", "show", "--json")).With(Done).Items("aios.fuse/1")).Text("blown"));
        await Emit(node, "job", 2, isFixed: true, "run.waiting-approval");

        (await node.Run("fuse", "reset")).With(Done);
        await Emit(node, "job", 3, isFixed: true, "run.verified");
        (await node.Terminate()).With(Done);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_circuit_that_failures_opened_holds_back_its_target_alone_until_it_is_closed_by_hand()
    {
        Write("job");
        await using var node = await Up("CIRCUIT__FAILURES", "2");
        for (var i = 0; i < 2; i++)
            await Emit(node, "job", 1, isFixed: false, "run.rolled-back");
        await node.Event("circuit.opened");
        var held = await Emit(node, "job", 1, isFixed: true, "reactor.skipped");
        Assert.Contains("its circuit on job/1 is open for another", held.GetRawText(), StringComparison.Ordinal);
        await Emit(node, "job", 2, isFixed: true, "run.verified");

        (await node.Run("circuits", "reset", "--playbook", "job", "--target", "job/1")).With(Done);
        await Emit(node, "job", 1, isFixed: true, "run.verified");
        (await node.Terminate()).With(Done);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task One_playbook_is_frozen_and_thawed_while_others_go_on()
    {
        Write("job");
        Write("other");
        await using var node = await NodeProcess.In(_folder.PathOf("data"));
        (await node.Run("freeze", "--playbook", "job", "--reason", "looking")).With(Done);
        var held = await Emit(node, "job", 1, isFixed: true, "reactor.skipped");
        Assert.Contains("it is frozen by uid", held.GetRawText(), StringComparison.Ordinal);
        await Emit(node, "other", 1, isFixed: true, "run.verified");

        (await node.Run("thaw", "--playbook", "job")).With(Done);
        await Emit(node, "job", 1, isFixed: true, "run.verified");
        (await node.Terminate()).With(Done);
    }

    private Task<NodeProcess> Up(string setting, string value) =>
        NodeProcess.In(_folder.PathOf("data"), variables: new Dictionary<string, string> { [$"AIOS__SAFETY__{setting}"] = value });

    private void Write(string id) =>
        _folder.Write(
            $"data/playbooks/{id}.conf",
            $$"""
            playbook {
              id = {{id}}
              on { type = {{id}}.due, group-by = [payload.n] }
              risk = reversible
              cooldown = 0s
              steps = [{ id = do, process = [/bin/true], undo = none }]
              verify { within = 8s, expect = "payload.fixed" }
              otherwise = [rollback]
            }
            """
        );

    /// <summary>Something is due; returns the first record of this type that comes after it.</summary>
    private static async Task<JsonElement> Emit(NodeProcess node, string playbook, int n, bool isFixed, string type)
    {
        var payload = $$"""{"n":{{n}},"fixed":{{(isFixed ? "true" : "false")}}}""";
        var sent = await node.Run("events", "emit", "--type", $"{playbook}.due", "--payload", payload, "--json");
        return await node.Event(
            $"{type} of {playbook}",
            record => record.Type() == type && (record.Said("playbook") == playbook || record.Said("event_type") == $"{playbook}.due"),
            sent.With(Done).Items("aios.emit/1")[0].GetProperty("seq").GetInt64()
        );
    }
}
