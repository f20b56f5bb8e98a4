using Aios.Loop.Effects;

namespace Aios.Gateway.Tests;

public sealed class DoorSettleSpecs
{
    [Theory]
    [InlineData("exit 0", EffectResult.Ok)]
    [InlineData("exit 1", EffectResult.NotHappened)]
    public async Task Exit_code_0_says_yes_1_says_no_and_both_are_on_record(string script, EffectResult result)
    {
        var ledger = new FakeLedger();

        var answer = await Intents.RealDoor(ledger).Settle(Intents.Program("/bin/true"), Probe(script));

        Assert.Equal((result, OutcomeSource.Probe), (answer.Outcome!.Result, answer.Outcome.Source));
        Assert.Equal([$"outcome run-1/step#1 {result}"], ledger.Story);
    }

    [Theory]
    [InlineData("exit 2")]
    [InlineData("kill -HUP $$")]
    [InlineData("sleep 60")]
    public async Task Anything_else_tells_nothing_and_is_not_on_record(string script)
    {
        var ledger = new FakeLedger();

        var answer = await Intents.RealDoor(ledger).Settle(Intents.Program("/bin/true"), Probe(script, 300));

        Assert.Null(answer.Outcome);
        Assert.StartsWith("the probe cannot tell: ", answer.Detail, StringComparison.Ordinal);
        Assert.Empty(ledger.Story);
    }

    [Fact]
    public async Task A_program_that_is_missing_tells_nothing() =>
        Assert.Null((await Intents.RealDoor(new FakeLedger()).Settle(Intents.Program("/bin/true"), new(["/no/such"], 1_000))).Outcome);

    [Fact]
    public async Task An_answer_that_cannot_be_recorded_is_none()
    {
        var door = Intents.RealDoor(new FakeLedger { OutcomeFailure = new IOException("disk full") });

        var answer = await door.Settle(Intents.Program("/bin/true"), Probe("exit 0"));

        Assert.Null(answer.Outcome);
        Assert.EndsWith("that is not on record: disk full", answer.Detail, StringComparison.Ordinal);
    }

    private static PlannedProbe Probe(string script, long timeoutMs = 20_000) => new(["/bin/sh", "-c", script], timeoutMs);
}
