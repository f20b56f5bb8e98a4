using Aios.Platform.Processes;
using static Aios.Platform.Tests.Processes.Children;

namespace Aios.Platform.Tests.Processes;

public sealed class OwnChildSpecs
{
    [Fact]
    public async Task It_runs_until_its_owner_lets_go()
    {
        var child = OwnChild.Start(Shell("sleep 1000 & wait"));
        var process = (await child.Process)!.Value;

        Assert.True(process.IsRunning);
        Assert.Contains(process, OwnChild.Running);
        await child.DisposeAsync();

        Assert.False(process.IsRunning);
        Assert.Equal(ChildEnd.Stopped, (await child.Completion).End);
        Assert.DoesNotContain(process, OwnChild.Running);
    }

    [Fact]
    public async Task A_child_that_ends_by_itself_says_so()
    {
        await using var child = OwnChild.Start(Shell("exit 4"));

        Assert.Equal(4, (await child.Completion).ExitCode);
        Assert.Equal(ChildEnd.Exited, (await child.Stop()).End);
    }

    [Fact]
    public async Task A_child_that_cannot_start_has_no_identity()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/no/such/program"]));

        Assert.Null(await child.Process);
        Assert.Equal(ChildEnd.NotFound, (await child.Completion).End);
    }

    [Fact]
    public async Task The_kernel_is_told_to_kill_it_with_its_parent()
    {
        const string AskParentDeathSignal = "my $signal = pack('i', 0); syscall(157, 2, $signal); print unpack('i', $signal);";
        Assert.True(OwnChild.CanDieWithParent, "setpriv (util-linux) is needed");

        var bound = await Run(new ChildSpec(["/usr/bin/perl", "-e", AskParentDeathSignal]) { DiesWithParent = true });
        var free = await Run(new ChildSpec(["/usr/bin/perl", "-e", AskParentDeathSignal]));

        Assert.Equal(("9", "0"), (bound.Output.Text, free.Output.Text));
    }

    [Fact]
    public async Task An_adopted_orphan_is_reaped()
    {
        OwnChild.AdoptOrphans();
        var file = Path.Combine(Path.GetTempPath(), $"aios-orphan-{Guid.NewGuid():n}");
        await using var child = OwnChild.Start(Shell($"(setsid sleep 0.2 & echo $! > {file}.new; mv {file}.new {file}); sleep 1000"));
        var leader = (await child.Process)!.Value;

        var gone = await Run(
            Shell(
                $"while [ ! -f {file} ]; do sleep 0.05; done; pid=$(cat {file}); while [ -d /proc/$pid ]; do sleep 0.1; done; rm {file}",
                25_000
            )
        );

        Assert.Equal(ChildEnd.Exited, gone.End);
        Assert.True(leader.IsRunning);
    }
}
