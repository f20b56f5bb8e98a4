using System.Text.Json.Nodes;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A node that is told to stop while a step executes. The step reads a pipe: the journey says when it ends.</summary>
public sealed class DrainSpecs : IAsyncLifetime
{
    private const string Playbook = """
        playbook {
          id = wait-for-word
          on { type = journey.wait }
          risk = reversible
          cooldown = 0s
          timeout = 2m
          retry { retries = 0 }
          steps = [{ id = wait, process = [/bin/cat, "PIPE"], undo = none }]
          verify { within = 20s, expect = "payload.n >= 0" }
        }
        """;

    private static readonly Dictionary<string, string> Calm = new() { ["AIOS__HEARTBEAT__INTERVAL"] = "200ms" };
    private readonly TemporaryFolder _folder = new();
    private NodeProcess _node = null!;
    private FileStream? _word;

    private string Pipe => _folder.PathOf("pipe");
    private string Data => _folder.PathOf("data");

    public async Task InitializeAsync()
    {
        Native.MakePipe(Pipe);
        _folder.Write("data/playbooks/wait.conf", Playbook.Replace("PIPE", Pipe, StringComparison.Ordinal));
        try
        {
            _node = await NodeProcess.In(Data, variables: Calm);
            using var client = await _node.Connect();
            Assert.Equal(0, (await client.Emit("journey.wait", "wait-1", new JsonObject { ["n"] = 1 })).Code);
            // Opens only when the step has opened the other end: its intent is on record by then, and it executes.
            var opened = Task.Run(() => new FileStream(Pipe, FileMode.Open, FileAccess.Write));
            _word = await opened.Waiting(Child.Patience, () => $"the step to read its pipe; {_node.Child.Told()}");
        }
        catch
        {
            // What could not begin is not disposed of by anybody else.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        // A step that outlived its node ends with its pipe.
        if (_word is not null)
            await _word.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_step_is_waited_for_and_its_outcome_is_on_record_before_the_stop()
    {
        _node.Child.Signal(Native.Terminate);
        await _node.Line("stopping", line => line.StartsWith("stopping", StringComparison.Ordinal));
        await _word!.DisposeAsync();
        (await _node.End()).With(0);
        EventsOnDisk.AssertOrder(
            _node.Events(),
            ("step succeeded", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "wait"),
            ("stopped", fact => fact.Type() == "node.stopped")
        );
        Assert.Equal("node.stopped", _node.Events()[^1].Type());

        await using var again = await NodeProcess.In(Data, variables: Calm);
        var end = await again.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "wait-for-word");
        var story = again.Events().Where(fact => fact.Text("id") == "wait-1" || fact.Text("cause_id") == "wait-1");
        Assert.Equal(end.Text("trace_id"), Assert.Single(story.Select(fact => fact.Text("trace_id")).Distinct()));
    }

    [Fact]
    public async Task The_second_signal_ends_it_at_once_and_the_next_start_does_not_guess_what_became_of_the_step()
    {
        _node.Child.Signal(Native.Terminate);
        await _node.Line("stopping", line => line.StartsWith("stopping", StringComparison.Ordinal));
        _node.Child.Signal(Native.Terminate);
        (await _node.End()).With(143);

        await using var again = await NodeProcess.In(Data, variables: Calm);
        var asked = await again.Event("run.waiting-for-person");
        var effect = $"{asked.Said("run")}/wait#1";
        var status = (await again.Run("status", "--json")).With(2).Items("aios.status/1")[0];
        Assert.Contains($"waits for a person: aios effects show {effect}", status.GetProperty("trouble").GetRawText());
        var unknown = (await again.Run("effects", "ls", "--unknown", "--json")).With(0).Items("aios.effects/1");
        Assert.Equal((effect, "unknown"), (Assert.Single(unknown).Text("id"), unknown[0].Text("state")));

        (await again.Run("effects", "resolve", effect, "--as", "happened", "--reason", "the journey says so")).With(0);
        await again.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "wait-for-word");
        Assert.Contains("it is finished", (await again.Run("effects", "resolve", effect, "--as", "happened")).With(5).Errors);
        (await again.Terminate()).With(0);
        Assert.Single(again.Events(), fact => fact.Type() == "node.crashed");
    }
}
