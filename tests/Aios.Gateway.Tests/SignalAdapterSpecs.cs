using Aios.Loop.Effects;
using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Gateway.Tests;

public sealed class SignalAdapterSpecs
{
    [Fact]
    public async Task The_process_that_the_event_named_is_signalled_and_no_other()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var process = (await child.Process)!.Value;

        var replaced = await Send(process.Pid, process.StartTicks + 1, "KILL");
        Assert.Equal(EffectResult.Refused, replaced.Result);
        Assert.Contains("another process has taken over the pid", replaced.Detail);
        Assert.True(process.IsRunning);

        Assert.Equal(EffectResult.Ok, (await Send(process.Pid, process.StartTicks, "TERM")).Result);
        Assert.Equal(15, (await child.Completion).EndedBy);
        Assert.Equal(EffectResult.NotFound, (await Send(process.Pid, process.StartTicks, "TERM")).Result);
    }

    [Theory]
    [InlineData(4242, 7, "NOSUCH", "there is no signal 'NOSUCH'; allowed are HUP, INT")]
    [InlineData(4242, 0, "TERM", "the start time of process 4242 is not known")]
    [InlineData(1, 7, "TERM", "1 is the system itself")]
    [InlineData(0, 7, "TERM", "it must be 2 or more")]
    [InlineData(-1, 7, "KILL", "it must be 2 or more")]
    public async Task What_must_not_be_signalled_is_refused(int pid, long start, string signal, string words)
    {
        var outcome = await Send(pid, start, signal);

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Contains(words, outcome.Detail);
    }

    [Fact]
    public async Task The_node_does_not_signal_itself()
    {
        var self = ProcessIdentity.Of(Environment.ProcessId)!.Value;

        Assert.Contains("this node itself", (await Send(self.Pid, self.StartTicks, "USR1")).Detail);
    }

    private static Task<EffectOutcome> Send(int pid, long start, string signal) =>
        Intents.RealDoor(new FakeLedger()).Execute(Intents.Of(new EffectAction.SendSignal(pid, start, signal)));
}
