using System.Diagnostics;
using Aios.Platform.Processes;

namespace Aios.Platform.Tests.Processes;

/// <summary>What was left of a process that was killed is found by its mark, and nothing else is.</summary>
public sealed class LeftChildrenSpecs : IDisposable
{
    // No process has so large a number.
    private const string Dead = "2147483000-1-1";
    private readonly string _folder = $"/srv/{Guid.NewGuid():N}";
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    [Fact]
    public async Task Children_of_a_dead_starter_are_ended_with_all_that_came_out_of_them()
    {
        // The grandchild clears its environment and goes on in a session of its own; the child in between still has its mark.
        var child = Start($"{Dead} run-1/mend#1 {_folder}", "env -i setsid sleep 1000 & exec sleep 1000");
        var daemon = Start($"{Dead} run-1/mend#1 {_folder}", "setsid sleep 1000 >/dev/null & echo $!");
        var grandchild = int.Parse((await daemon.StandardOutput.ReadToEndAsync()).Trim());
        await daemon.WaitForExitAsync();

        var left = LeftChildren.End(_folder);

        Assert.Contains(child.Id, left.Select(each => each.Process.Pid));
        Assert.Contains(grandchild, left.Select(each => each.Process.Pid));
        Assert.All(left, each => Assert.Equal((true, "run-1/mend#1"), (each.HasEnded, each.Work)));
        Assert.Empty(LeftChildren.End(_folder));
    }

    [Fact]
    public async Task What_another_folder_or_a_living_starter_owns_goes_on()
    {
        var other = Start($"{Dead} run-1/mend#1 {_folder}-2", "exec sleep 1000");
        var plain = Start($"{Dead}", "exec sleep 1000");
        await using var own = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]) { Owner = new ChildOwner(_folder, "run 2/mend#1") });
        var process = (await own.Process)!.Value;

        Assert.Empty(LeftChildren.End(_folder));
        Assert.True(process.IsRunning && !other.HasExited && !plain.HasExited);
        Assert.Equal((_folder, "run_2/mend#1", Environment.ProcessId), Told(ChildMark.Of(process.Pid)!.Value));
    }

    [Fact]
    public void Who_shares_a_session_with_one_of_them_and_did_not_come_out_of_it_goes_on()
    {
        var bystander = Start(
            "none",
            "sleep 1000 & (AIOS_CHILD='MARK' exec sleep 1001) & wait".Replace("MARK", $"{Dead} run-1/mend#1 {_folder}")
        );
        SpinWait.SpinUntil(() => Directory.GetDirectories("/proc").Any(IsMarked), TimeSpan.FromSeconds(30));

        Assert.Single(LeftChildren.End(_folder));
        Assert.False(bystander.HasExited);
    }

    private bool IsMarked(string folder) => int.TryParse(Path.GetFileName(folder), out var pid) && ChildMark.Of(pid)?.Folder == _folder;

    private static (string, string, int) Told(ChildMark mark) => (mark.Folder, mark.Work, mark.Starter.Pid);

    private Process Start(string mark, string script)
    {
        var info = new ProcessStartInfo("/usr/bin/setsid", ["/bin/sh", "-c", script]) { RedirectStandardOutput = true };
        info.Environment["AIOS_CHILD"] = mark;
        var process = Process.Start(info)!;
        _started.Add(process);
        return process;
    }
}
