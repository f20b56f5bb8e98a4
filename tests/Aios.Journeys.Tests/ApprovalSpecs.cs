using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>People have a say: they are shown what would be done, say yes or no, or end it.</summary>
public sealed class ApprovalSpecs : IDisposable
{
    private const string Playbook = """
        playbook {
          id = mend, version = 1, title = "Mend what is broken"
          on { type = app.broken, group-by = [payload.n] }
          risk = RISK
          cooldown = 0s, timeout = 20s
          retry { retries = 0 }
          steps = [STEPS]
          verify { within = 30s, expect = "payload.n >= 0" }
          otherwise = [rollback]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.PathOf("data");

    private string Sink => _folder.PathOf("sink");

    private string Note =>
        $$"""
            { id = note, process = [/bin/sh, -c, "echo done >> \"$1\"", sh, "{{Sink}}"], undo { process = [/bin/sh, -c, "echo undone >> \"$1\"", sh, "{{Sink}}"] } }
            """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_disruptive_playbook_waits_for_a_yes_that_survives_a_kill_and_then_does_its_work()
    {
        Write("disruptive", Note);
        string id;
        await using (var first = await Up("60m"))
        {
            id = await Asked(first, 1);
            var trouble = (await first.Run("status", "--json")).With(2).Output;
            Assert.Contains($"aios approvals show {id}", trouble, StringComparison.Ordinal);
            await first.Kill();
        }
        await using var node = await Up("60m");
        Assert.Equal(id, Assert.Single((await node.Run("approvals", "ls", "--json")).With(0).Items("aios.approvals/1")).Text("id"));
        var shown = Assert.Single((await node.Run("approvals", "show", id, "--json")).With(0).Items("aios.approval/1"));
        Assert.Contains("echo done", shown.GetProperty("steps")[0].Text("action"), StringComparison.Ordinal);
        Assert.False(File.Exists(Sink));

        Assert.Contains(
            "take the code from there",
            (await node.Run("approvals", "approve", id, "--code", "WRONG1")).With(5).Errors,
            StringComparison.Ordinal
        );
        (await node.Run("approvals", "approve", id, "--code", shown.Text("code")!, "--reason", "we expect it")).With(0);
        await node.Event("run.verified");

        Assert.Equal(["done"], File.ReadAllLines(Sink));
        Assert.Contains(
            "granted already",
            (await node.Run("approvals", "deny", id, "--reason", "late")).With(5).Errors,
            StringComparison.Ordinal
        );
        (await node.Run("events", "verify", "--state")).With(0);
        EventsOnDisk.AssertOrder(
            node.Events(),
            ("asked", fact => fact.Type() == "run.waiting-approval"),
            ("on record", fact => fact.Type() == "approval.requested"),
            ("crash", fact => fact.Type() == "node.crashed"),
            ("yes", fact => fact.Type() == "approval.granted" || fact.Type() == "run.approved"),
            ("done", fact => fact.Type() == "run.step-succeeded"),
            ("verified", fact => fact.Type() == "run.verified")
        );
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_no_ends_it_and_so_does_silence_and_two_are_never_reached_alone()
    {
        Write("disruptive", Note);
        await using var node = await Up("3s");
        var denied = await Asked(node, 1);
        (await node.Run("approvals", "deny", denied, "--reason", "not now")).With(0);
        await node.Event("run.denied");
        var silent = await Asked(node, 2);
        await node.Event("the end of the silent one", fact => fact.Type() == "run.expired" && $"{fact.Said("run")}.1" == silent);
        Assert.False(File.Exists(Sink));

        Write("destructive", Note);
        await node.LogLine("playbooks are loaded");
        var two = await Asked(node, 3);
        var shown = Assert.Single((await node.Run("approvals", "show", two, "--json")).With(0).Items("aios.approval/1"));
        Assert.Contains(
            "single-person",
            (await node.Run("approvals", "approve", two, "--code", shown.Text("code")!)).With(5).Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_at_once_and_one_that_works_puts_back_what_it_did()
    {
        Write("disruptive", Note);
        await using var node = await Up("60m");
        var run = (await Asked(node, 1))[..^2];
        Assert.Equal(
            "cancelled",
            Assert.Single((await node.Run("runs", "cancel", run, "--reason", "no", "--json")).With(0).Items("aios.run/1")).Text("phase")
        );
        (await node.Run("runs", "cancel", run, "--reason", "no")).With(5);

        var pipe = _folder.PathOf("pipe");
        Native.MakePipe(pipe);
        Write(
            "reversible",
            $$"""{{Note.Trim()}}, { id = hold, process = [/bin/sh, -c, "read line < \"$1\"", sh, "{{pipe}}"], undo = none }"""
        );
        await node.LogLine("playbooks are loaded");
        await Emit(node, 2);
        var held = (await node.Event("the step that holds", fact => fact.Type() == "run.step-started" && fact.Said("step") == "hold")).Said(
            "run"
        )!;
        Assert.Equal(
            "cancelling",
            Assert.Single((await node.Run("runs", "cancel", held, "--reason", "no", "--json")).With(0).Items("aios.run/1")).Text("phase")
        );
        await File.WriteAllTextAsync(pipe, "go on\n");
        await node.Event("its end", fact => fact.Type() == "run.cancelled" && fact.Said("run") == held);

        Assert.Equal(["done", "undone"], File.ReadAllLines(Sink));
        Assert.Contains("put back", (await node.Run("runs", "show", held)).With(0).Output, StringComparison.Ordinal);
        (await node.Run("events", "verify", "--state")).With(0);
    }

    [Fact]
    public async Task What_the_node_itself_started_can_approve_nothing()
    {
        var words = $"approvals, approve, any.1, --code, ABC234, --data, \"{Data}\"";
        var runtime = AiosExecutable.Environment["DOTNET_ROOT"];
        Write(
            "reversible",
            $$"""{ id = cheat, process = [/usr/bin/env, "DOTNET_ROOT={{runtime}}", "{{AiosExecutable.Path}}", {{words}}], undo = none }"""
        );
        await using var node = await Up("60m");
        await Emit(node, 1);
        var failed = await node.Event("the refusal", fact => fact.Type() == "run.step-failed");
        Assert.Equal("ended with code 5", failed.Said("detail"));
    }

    [Fact]
    public async Task Five_questions_that_nobody_answers_keep_no_other_repair_from_its_work()
    {
        Write("disruptive", Note);
        _folder.Write(
            "data/playbooks/heal.conf",
            Playbook
                .Replace("id = mend", "id = heal", StringComparison.Ordinal)
                .Replace("app.broken", "app.sick", StringComparison.Ordinal)
                .Replace("RISK", "reversible", StringComparison.Ordinal)
                .Replace("STEPS", Note, StringComparison.Ordinal)
        );
        await using var node = await Up("60m");
        for (var number = 1; number <= 5; number++)
            await Asked(node, number);

        using var socket = await node.Connect();
        Assert.Equal(0, (await socket.Emit("app.sick", "sick", new JsonObject { ["n"] = 6 })).Code);
        await node.Event("the other repair", fact => fact.Type() == "run.verified" && fact.Text("cause_id") == "sick");

        Assert.Equal(["done"], File.ReadAllLines(Sink));
        Assert.Equal(
            5,
            (await node.Run("approvals", "ls", "--json")).With(0).Items("aios.approvals/1").Count(each => each.Text("state") == "open")
        );
    }

    private void Write(string risk, string steps) =>
        _folder.Write(
            "data/playbooks/mend.conf",
            Playbook.Replace("RISK", risk, StringComparison.Ordinal).Replace("STEPS", steps, StringComparison.Ordinal)
        );

    private Task<NodeProcess> Up(string within)
    {
        var config = _folder.Write("aios.conf", $"aios {{ heartbeat.interval = 200ms, approvals.within = {within} }}");
        return NodeProcess.In(Data, ["--config", config]);
    }

    private static async Task Emit(NodeProcess node, int number)
    {
        using var socket = await node.Connect();
        Assert.Equal(0, (await socket.Emit("app.broken", $"event-{number}", new JsonObject { ["n"] = number })).Code);
    }

    /// <returns>Id of the approval that the run asks for.</returns>
    private static async Task<string> Asked(NodeProcess node, int number)
    {
        await Emit(node, number);
        JsonElement asked = await node.Event(
            "the question",
            fact => fact.Type() == "approval.requested" && fact.Text("cause_id") == $"event-{number}"
        );
        return asked.Said("approval")!;
    }
}
