using System.Diagnostics;
using Aios.Loop.Effects;
using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Gateway.Tests;

/// <summary>What may reach only processes of this node reaches no other, whatever an event said and whoever approved it.</summary>
public sealed class OwnProcessSpecs
{
    private readonly FakeLedger _ledger = new();

    [Fact]
    public async Task A_process_of_ours_is_reached()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var process = (await child.Process)!.Value;

        Assert.Equal(EffectResult.Ok, (await About(process)).Result);
        Assert.NotEmpty(_ledger.Story);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("yes")]
    public async Task A_process_of_somebody_else_is_not_reached_and_no_intent_is_written(string? approval)
    {
        // What started the test run is nobody's child here.
        var parent = ProcessIdentity.Of(Parent)!.Value;

        var outcome = await About(parent, approval);

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Contains("was not started by this node", outcome.Detail);
        Assert.Empty(_ledger.Story);
    }

    [Fact]
    public async Task A_signal_of_little_risk_asks_whose_the_process_is_too()
    {
        var parent = ProcessIdentity.Of(Parent)!.Value;
        var signal = new EffectAction.SendSignal(parent.Pid, parent.StartTicks, "CONT")
        {
            Own = new OwnProcess(parent.Pid, parent.StartTicks),
        };

        Assert.Equal(EffectResult.Refused, (await Intents.RealDoor(_ledger).Execute(Intents.Of(signal))).Result);
    }

    [Fact]
    public async Task One_that_has_ended_or_took_over_the_pid_is_not_there()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var process = (await child.Process)!.Value;

        Assert.Equal(EffectResult.NotFound, (await About(process with { StartTicks = process.StartTicks + 1 })).Result);
        await child.Stop();
        Assert.Equal(EffectResult.NotFound, (await About(process)).Result);
    }

    private static int Parent =>
        ProcessStat.TryRead(Environment.ProcessId, out var self) ? self.ParentPid : throw new UnreachableException();

    private Task<EffectOutcome> About(ProcessIdentity process, string? approval = null)
    {
        var action = new EffectAction.RunProcess(["/bin/true"]) { Own = new OwnProcess(process.Pid, process.StartTicks) };
        return Intents.RealDoor(_ledger).Execute(Intents.Of(action) with { Approval = approval });
    }
}
