using System.Globalization;
using System.Text.Json;
using Aios.Journeys.Tests.Log;
using Aios.Journeys.Tests.Processes;

namespace Aios.Journeys.Tests.Shipped;

/// <summary>A listed process that is killed.</summary>
/// <param name="command">How it is started again; null: nobody said how. SELF is its own script.</param>
internal sealed class StoppedProcess(TemporaryFolder folder, string name, string playbook, string end, string? command)
    : Scenario(name, playbook, end)
{
    private readonly string _comm = $"s{Guid.NewGuid().ToString("N")[..11]}";
    private Child? _child;

    public override string Target => $"process_watch/{_comm}";

    public override IEnumerable<(string List, string Item)> Targets =>
        command is null ? [("processes", $"{_comm}")] : [("processes", $"{_comm}"), Restart.Of(_comm, command, folder.PathOf(_comm))];

    public override async Task Break(NodeProcess node)
    {
        var pipe = folder.PathOf($"{_comm}.pipe");
        Native.MakePipe(pipe);
        _child = Child.Start(Script.Write(folder, _comm, $"#!/bin/sh\necho up\nread line < {pipe}\n"), []);
        await node.Event($"the start of {Name}", fact => fact.Type() == "sensor.process.started" && fact.Said("target") == _comm);
        _child.Signal(Native.Kill);
        await _child.End();
    }

    public override string Picture() => Running.Named(_comm).Length == 0 ? "does not run" : "runs";

    public override Task Check()
    {
        Assert.Equal(command is null ? 0 : 1, Running.Named(_comm).Length);
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_child is not null)
            await _child.DisposeAsync();
        Running.Kill(_comm);
    }
}

/// <summary>A listed process that takes more and more memory, and what a person says about ending it.</summary>
internal sealed class LeakingProcess(TemporaryFolder folder, string name, string end, bool isApproved)
    : Scenario(name, "leaking-watched-process", end)
{
    // 600 MiB a minute, at most 96 MiB.
    private const string Leak = """
        #!/usr/bin/perl
        my @kept;
        for (1..96) { push @kept, "x" x (1 << 20); select undef, undef, undef, 0.1; }
        select undef, undef, undef, 600;
        """;

    private readonly string _comm = $"l{Guid.NewGuid().ToString("N")[..11]}";
    private Child? _child;

    public override string Target => $"process_growth/{_child!.Pid}";

    public override IEnumerable<(string List, string Item)> Targets => [("processes", $"{_comm}")];

    public override Task Break(NodeProcess node)
    {
        _child = Child.Start(Script.Write(folder, _comm, Leak), []);
        return Task.CompletedTask;
    }

    public override async Task Meet(NodeProcess node, JsonElement planned)
    {
        var run = planned.Said("run")!;
        await node.Event($"the question of {run}", fact => fact.Type() == "run.waiting-approval" && fact.Said("run") == run);
        var id = $"{run}.1";
        if (!isApproved)
        {
            (await node.Run("approvals", "deny", id, "--reason", "it is needed")).With(0);
            return;
        }
        var shown = (await node.Run("approvals", "show", id, "--json")).With(0).Items("aios.approval/1")[0].Text("code")!;
        (await node.Run("approvals", "approve", id, "--code", shown, "--reason", "it leaks")).With(0);
    }

    public override string Picture() => _child!.HasEnded ? "does not run" : "runs";

    public override Task Check() => _child!.End();

    public override async ValueTask DisposeAsync()
    {
        if (_child is not null)
            await _child.DisposeAsync();
    }
}

internal static class Restart
{
    /// <param name="command">SELF stands for <paramref name="self"/>.</param>
    public static (string List, string Item) Of(string target, string command, string self)
    {
        var words = command.Replace("SELF", $"\"{self}\"", StringComparison.Ordinal);
        return ("restarts", $"{{ target = \"{target}\", command = [{words}] }}");
    }
}

internal static class Script
{
    /// <summary>A program whose process has the name of its file.</summary>
    public static string Write(TemporaryFolder folder, string name, string text)
    {
        var path = folder.Write(name, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}

internal static class Running
{
    public static int[] Named(string comm) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
                .Where(pid => pid > 0 && NameOf(pid) == comm),
        ];

    public static void Kill(string comm)
    {
        foreach (var pid in Named(comm))
            Native.Send(pid, Native.Kill);
    }

    private static string? NameOf(int pid)
    {
        try
        {
            // A process that ended and was not yet reaped does not run.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)] == 'Z' ? null : stat[(stat.IndexOf('(') + 1)..stat.LastIndexOf(')')];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
