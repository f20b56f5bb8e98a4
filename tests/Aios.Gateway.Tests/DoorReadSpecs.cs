using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests;

public sealed class DoorReadSpecs
{
    private static readonly EffectAction Program = new EffectAction.RunProcess(["/bin/echo", "seen"]);

    [Fact]
    public async Task A_probe_is_not_on_record()
    {
        var ledger = new FakeLedger();

        var result = await Intents.RealDoor(ledger).Read(Of(Program));

        Assert.Equal((EffectResult.Ok, "seen\n"), (result.Result, result.Output));
        Assert.Empty(ledger.Story);
    }

    [Theory]
    [InlineData(Risk.Reversible)]
    [InlineData(Risk.Disruptive)]
    [InlineData(Risk.Destructive)]
    public async Task What_changes_something_is_refused(Risk risk)
    {
        var result = await Intents.RealDoor(new FakeLedger()).Read(Of(Program) with { Risk = risk });

        Assert.Equal(EffectResult.Refused, result.Result);
        Assert.Contains("must have risk read", result.Detail);
    }

    [Fact]
    public async Task A_signal_is_no_probe_whatever_it_claims()
    {
        var result = await Intents.RealDoor(new FakeLedger()).Read(Of(new EffectAction.SendSignal(2, 1, "TERM")));

        Assert.Equal(
            (EffectResult.Refused, "the probe spec is a signal; a probe must be a process that changes nothing"),
            (result.Result, result.Detail)
        );
    }

    [Fact]
    public async Task Probes_are_bounded_in_number_and_the_rest_waits_bounded_in_time()
    {
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource<AdapterResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var adapter = new FakeAdapter(
            "process",
            () =>
            {
                began.TrySetResult();
                return held.Task;
            }
        );
        var door = new Door(new FakeLedger(), TimeProvider.System, [adapter], maxReads: 1);

        var first = door.Read(Of(Program));
        await began.Task;
        var second = await door.Read(Of(Program) with { Timeout = TimeSpan.FromMilliseconds(20) });
        var third = door.Read(Of(Program));
        held.SetResult(new AdapterResult(EffectResult.Ok, "seen"));

        Assert.Equal(EffectResult.Timeout, second.Result);
        Assert.StartsWith("not done: 1 probes run already", second.Detail);
        Assert.Equal((EffectResult.Ok, EffectResult.Ok), ((await first).Result, (await third).Result));
    }

    [Fact]
    public void The_number_of_places_has_a_range() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Door(new FakeLedger(), TimeProvider.System, [], maxReads: 0));

    private static Probe Of(EffectAction action) => new("spec", action, Risk.Read, TimeSpan.FromSeconds(20), null);
}
