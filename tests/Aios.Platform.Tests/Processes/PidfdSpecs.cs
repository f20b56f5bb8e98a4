using Aios.Platform.Processes;
using static Aios.Platform.Tests.Processes.Children;

namespace Aios.Platform.Tests.Processes;

public sealed class PidfdSpecs
{
    [Fact]
    public async Task A_signal_reaches_the_process_it_is_meant_for()
    {
        await using var child = OwnChild.Start(Shell("exec sleep 1000"));
        var process = (await child.Process)!.Value;

        Assert.Equal(SignalResult.Sent, Pidfd.SendSignal(process, Signal.Usr1));
        Assert.Equal((ChildEnd.Signalled, 10), ((await child.Completion).End, (await child.Completion).EndedBy));
        Assert.Equal(SignalResult.Gone, Pidfd.SendSignal(process, Signal.Term));
    }

    [Fact]
    public async Task A_process_that_took_over_the_pid_is_not_signalled()
    {
        await using var child = OwnChild.Start(Shell("exec sleep 1000"));
        var process = (await child.Process)!.Value;

        Assert.Equal(SignalResult.Replaced, Pidfd.SendSignal(process.Pid, process.StartTicks - 1, Signal.Kill));
        Assert.True(process.IsRunning);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_pid_that_nobody_has_is_gone(int pid) => Assert.Equal(SignalResult.Gone, Pidfd.SendSignal(pid, 1, Signal.Term));

    [Fact]
    public void Names_are_those_of_POSIX()
    {
        Assert.True(Signal.TryParse("TERM", out var term) && term == Signal.Term);
        Assert.True(Signal.TryParse("SIGKILL", out var kill) && kill.Number == 9);
        Assert.False(Signal.TryParse("term", out _));
        Assert.False(Signal.TryParse("", out _));
    }
}
