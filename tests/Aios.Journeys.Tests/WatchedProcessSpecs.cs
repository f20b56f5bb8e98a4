using System.Globalization;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests;

/// <summary>A process that is not ours, named in the settings: seen, answered, calmed.</summary>
[Trait("Category", "Slow")]
public sealed class WatchedProcessSpecs : IAsyncLifetime
{
    private const string Settings = """
        aios {
          heartbeat.interval = 200ms
          sensors {
            process.interval = 200ms
            # A machine whose cores are busy gives a spinner only a part of one.
            process-cpu { warn = 3, warn-for = 500ms, clear = 0.2, cooldown = 1s }
          }
          targets.processes = [NAME]
        }
        """;

    private const string TellOfStop = """
        playbook {
          id = tell-of-stop
          on { type = sensor.process.stopped }
          steps = [{ id = tell, notify = ["gone:", { from = payload.name }] }]
          verify = none
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"jr{Guid.NewGuid().ToString("N")[..10]}";
    private NodeProcess _node = null!;

    public async Task InitializeAsync()
    {
        var config = _folder.Write("aios.conf", Settings.Replace("NAME", _name, StringComparison.Ordinal));
        _folder.Write("data/playbooks/tell-of-stop.conf", TellOfStop);
        _node = await NodeProcess.In(_folder.PathOf("data"), ["--config", config]);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_watched_process_that_ends_is_answered_by_a_playbook_of_the_user()
    {
        await using var watched = Start("read line < PIPE");
        await _node.Event("sensor.process.started");
        watched.Signal(Native.Terminate);
        var stopped = await _node.Event("sensor.process.stopped");
        await _node.Line("the notice", line => line.Contains($"gone: {_name}", StringComparison.Ordinal));
        var end = await _node.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("playbook") == "tell-of-stop");

        Assert.Equal(stopped.Text("trace_id"), end.Text("trace_id"));
        (await _node.Terminate()).With(0);
        EventsOnDisk.AssertOrder(
            _node.Events().Where(fact => fact.Text("trace_id") == stopped.Text("trace_id")),
            ("stopped", fact => fact.Type() == "sensor.process.stopped" && fact.Said("name") == _name),
            ("decision", fact => fact.Type() == "scheduler.decision" && fact.Said("action") == "dispatch"),
            ("matched", fact => fact.Type() == "reactor.matched" && fact.Said("playbook") == "tell-of-stop"),
            ("planned", fact => fact.Type() == "run.planned"),
            ("told", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "tell"),
            ("verified", fact => fact.Type() == "run.verified")
        );
    }

    [Fact]
    public async Task A_watched_process_that_spins_is_reniced_and_never_ended()
    {
        await using var spinner = Start("while :; do :; done");
        var renice = await _node.Event("renice", fact => fact.Type() == "run.step-succeeded" && fact.Said("step") == "renice");
        Assert.Equal("runaway-watched-process", renice.Said("playbook"));
        Assert.Equal(10, NiceOf(spinner.Pid));
        Assert.False(spinner.HasEnded);

        spinner.Signal(Native.Terminate);
        var run = renice.Said("run");
        await _node.Event("the run's end", fact => fact.Type() == "run.verified" && fact.Said("run") == run);
    }

    [Fact]
    public async Task A_broken_playbook_leaves_the_loaded_ones_in_use_and_its_repair_is_adopted()
    {
        var path = _folder.Write("data/playbooks/second.conf", "playbook {\n  id = second\n  colour = red\n}\n");
        var fault = await _node.LogLine($"{path}:3:3");
        Assert.Contains("colour", fault);
        var before = await _node.Run("playbooks", "ls", "--json");
        Assert.Contains("tell-of-stop", before.With(0).Output);
        Assert.DoesNotContain("\"second\"", before.Output);

        _folder.Write("data/playbooks/second.conf", TellOfStop.Replace("tell-of-stop", "second", StringComparison.Ordinal));
        await _node.LogLine("playbooks are loaded");
        Assert.Contains("\"second\"", (await _node.Run("playbooks", "ls", "--json")).With(0).Output);
    }

    /// <summary>A script's process has the script's name.</summary>
    private Child Start(string body)
    {
        var pipe = _folder.PathOf("pipe");
        Native.MakePipe(pipe);
        var script = _folder.Write(_name, $"#!/bin/sh\n{body.Replace("PIPE", pipe, StringComparison.Ordinal)}\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Child.Start(script, []);
    }

    // Behind the name, which may hold anything, nice is the 17th field.
    private static int NiceOf(int pid) =>
        int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(')')[^1].Split(' ')[17], CultureInfo.InvariantCulture);
}
