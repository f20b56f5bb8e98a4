using Aios.Platform.Machine;
using Aios.Platform.Processes;
using static Aios.Platform.Tests.Processes.Children;

namespace Aios.Platform.Tests.Processes;

public sealed class ChildEndSpecs
{
    [Fact]
    public async Task A_child_is_asked_to_end_at_its_time_out()
    {
        var result = await Run(Shell("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.05; done", 500));

        Assert.Equal((ChildEnd.TimedOut, 3, "ready\nasked\n"), (result.End, result.ExitCode, result.Output.Text));
    }

    [Fact]
    public async Task A_child_that_ignores_the_request_is_killed()
    {
        var result = await Run(Shell("trap '' TERM; while :; do sleep 1000; done", 300));

        Assert.Equal((ChildEnd.TimedOut, null, 9), (result.End, result.ExitCode, result.EndedBy));
        Assert.False(Exists(result.Process!.Value.Pid));
    }

    [Fact]
    public async Task A_stopped_child_ends_too()
    {
        var result = await Run(Shell("kill -STOP $$", 300));

        Assert.Equal((ChildEnd.TimedOut, 15), (result.End, result.EndedBy));
    }

    [Fact]
    public async Task Endless_output_is_dropped_and_ended()
    {
        var result = await Run(new ChildSpec(["/usr/bin/yes"]) { Timeout = TimeSpan.FromMilliseconds(1_500) });

        Assert.Equal(ChildEnd.TimedOut, result.End);
        Assert.InRange(result.Output.TotalBytes, 64 * 1024, long.MaxValue);
        Assert.InRange(result.Output.Text.Length, 64 * 1024, 64 * 1024 + 100);
    }

    [Fact]
    public async Task A_tree_is_killed_whole()
    {
        var result = await Run(
            Shell("trap '' TERM; for i in 1 2 3; do (trap '' TERM; sleep 1000 & echo $!; wait) & echo $!; done; wait", 1_500)
        );

        Assert.Equal(ChildEnd.TimedOut, result.End);
        Assert.Equal(6, result.Pids().Length);
        Assert.DoesNotContain(result.Pids(), Exists);
        Assert.Equal(6, result.Leftovers);
    }

    [Fact]
    public async Task A_grandchild_that_holds_the_pipe_does_not_hang_the_caller()
    {
        var result = await Run(Shell("sleep 1000 & echo $!"));

        Assert.Equal((ChildEnd.Exited, 0, 1), (result.End, result.ExitCode, result.Leftovers));
        Assert.False(Exists(Assert.Single(result.Pids())));
    }

    [Fact]
    public async Task A_daemon_that_left_the_session_is_found_by_its_mark()
    {
        var result = await Run(Shell("setsid /bin/sh -c 'echo $$; exec sleep 1000 >&- 2>&-' & read x < /dev/null; sleep 0.3"));

        Assert.Equal((ChildEnd.Exited, 1), (result.End, result.Leftovers));
        Assert.False(Exists(Assert.Single(result.Pids())));
    }

    [Fact]
    public async Task A_caller_can_stop_it()
    {
        using var source = new CancellationTokenSource();
        var running = ChildProcess.Run(Shell("sleep 1000"), source.Token);
        await source.CancelAsync();

        var result = await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ChildEnd.Stopped, result.End);
    }

    [Fact]
    public async Task Fifty_children_run_beside_each_other()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Run(Shell($"echo {index}"))));

        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"{index}\n"), results.Select(result => result.Output.Text));
    }
}
