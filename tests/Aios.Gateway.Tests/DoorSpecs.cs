using System.Diagnostics;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests;

public sealed class DoorSpecs
{
    private static readonly EffectAction Line = new EffectAction.Notify(Severity.Warn, "disk is full");

    [Fact]
    public async Task Intent_then_effect_then_outcome()
    {
        var ledger = new FakeLedger();
        var door = new Door(
            ledger,
            TimeProvider.System,
            [
                new NotifyAdapter(line =>
                {
                    ledger.Tell($"shown {line.Severity} {line.Text}");
                    return Task.CompletedTask;
                }),
            ]
        );

        var outcome = await door.Execute(Intents.Of(Line));

        Assert.Equal(["intent run-1/step#1", "shown Warn disk is full", "outcome run-1/step#1 Ok"], ledger.Story);
        Assert.Equal((EffectResult.Ok, "handed to the console"), (outcome.Result, outcome.Detail));
    }

    [Fact]
    public async Task Without_a_recorded_intent_nothing_happens()
    {
        var ledger = new FakeLedger { IntentFailure = new IOException("no space left") };

        var outcome = await DoorDoing(ledger, () => throw new InvalidOperationException("must not be reached")).Execute(Intents.Of(Line));

        Assert.Equal((EffectResult.Unrecorded, "not done: the intent is not on record: no space left"), (outcome.Result, outcome.Detail));
        Assert.Empty(ledger.Story);
    }

    [Fact]
    public async Task A_ledger_that_is_closed_is_no_attempt_on_record()
    {
        var ledger = new FakeLedger { IntentFailure = new ObjectDisposedException("aios.db") };

        var outcome = await DoorDoing(ledger, () => throw new InvalidOperationException("must not be reached")).Execute(Intents.Of(Line));

        Assert.Equal(EffectResult.Unrecorded, outcome.Result);
    }

    [Fact]
    public async Task An_attempt_that_is_on_record_already_is_not_made_again_and_is_no_failure_of_it()
    {
        var ledger = new FakeLedger { IntentFailure = new InvalidOperationException("run-1/step#1 is on record") };

        var outcome = await DoorDoing(ledger, () => throw new InvalidOperationException("must not be reached")).Execute(Intents.Of(Line));

        Assert.Equal(EffectResult.Unrecorded, outcome.Result);
        Assert.Empty(ledger.Story);
    }

    [Fact]
    public async Task Whoever_asks_for_what_is_under_way_gets_its_one_outcome()
    {
        var (ledger, effect, calls) = (new FakeLedger(), new TaskCompletionSource<AdapterResult>(), 0);
        var door = DoorDoing(
            ledger,
            () =>
            {
                calls++;
                return effect.Task;
            }
        );
        var intent = Intents.Of(Line);
        var first = door.Execute(intent);
        var second = door.Execute(intent with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Same(first, second);
        Assert.Same(first, door.UnderWay(intent.Id));
        Assert.Null(door.UnderWay(Intents.Of(Line, attempt: 2).Id));
        effect.SetResult(new AdapterResult(EffectResult.Ok, "once"));

        Assert.Equal("once", (await second).Detail);
        Assert.Equal((1, (object?)null), (calls, door.UnderWay(intent.Id)));
        Assert.Equal(["intent run-1/step#1", "outcome run-1/step#1 Ok"], ledger.Story);
    }

    [Fact]
    public async Task What_is_refused_at_once_is_not_under_way()
    {
        var (door, intent) = (Intents.RealDoor(new FakeLedger()), Intents.Of(new EffectAction.Wait(1)));
        Assert.Equal(EffectResult.Refused, (await door.Execute(intent)).Result);
        Assert.Null(door.UnderWay(intent.Id));
    }

    [Fact]
    public async Task A_line_for_people_has_an_end()
    {
        var told = new string('x', Door.LongestDetail + 1);
        var outcome = await DoorDoing(new FakeLedger(), () => Task.FromResult(new AdapterResult(EffectResult.Error, told)))
            .Execute(Intents.Of(Line));
        Assert.Equal(Door.LongestDetail + 1, outcome.Detail.Length);
        Assert.EndsWith("x…", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_recorded_is_told_all_the_same()
    {
        var ledger = new FakeLedger { OutcomeFailure = new IOException("no space left") };

        var outcome = await DoorDoing(ledger, () => Task.FromResult(new AdapterResult(EffectResult.Ok, "shown"))).Execute(Intents.Of(Line));

        Assert.Equal((EffectResult.Ok, "shown; the outcome is not on record: no space left"), (outcome.Result, outcome.Detail));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_adapter_that_throws_is_an_error_on_record(bool atOnce)
    {
        var ledger = new FakeLedger();
        var failure = new FormatException("odd");

        var outcome = await DoorDoing(ledger, () => atOnce ? throw failure : Task.FromException<AdapterResult>(failure))
            .Execute(Intents.Of(Line));

        Assert.Equal((EffectResult.Error, "FormatException: odd"), (outcome.Result, outcome.Detail));
        Assert.Equal(outcome, await ledger.Recorded);
    }

    [Fact]
    public async Task An_adapter_that_never_answers_is_given_up()
    {
        var (ledger, time) = (new FakeLedger(), new ManualTime());
        var never = new TaskCompletionSource<AdapterResult>();
        var door = new Door(ledger, time, [new FakeAdapter("notify", () => never.Task)]);

        var asked = door.Execute(Intents.Of(Line, timeoutMs: 1000));
        await time.TimerMade;
        time.Pass(TimeSpan.FromSeconds(1) + Door.Patience);
        var outcome = await asked;

        Assert.Equal((EffectResult.Timeout, 6000), (outcome.Result, outcome.DurationMs));
        Assert.Equal(outcome, await ledger.Recorded);
    }

    [Fact]
    public async Task The_outcome_is_written_when_nobody_waits_for_it()
    {
        var ledger = new FakeLedger();
        var effect = new TaskCompletionSource<AdapterResult>();

        _ = DoorDoing(ledger, () => effect.Task).Execute(Intents.Of(Line));
        effect.SetResult(new AdapterResult(EffectResult.Ok, "done late"));

        Assert.Equal("done late", (await ledger.Recorded).Detail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(86_400_001)]
    public async Task A_time_out_out_of_range_is_refused_on_record(int timeoutMs)
    {
        var ledger = new FakeLedger();

        var outcome = await DoorDoing(ledger, () => throw new InvalidOperationException("must not be reached"))
            .Execute(Intents.Of(Line, timeoutMs));

        Assert.Equal(EffectResult.Refused, outcome.Result);
        Assert.Contains("more than 0 and at most 24 hours", outcome.Detail);
        Assert.Equal(outcome, await ledger.Recorded);
    }

    [Fact]
    public async Task What_nothing_here_can_do_is_refused()
    {
        var outcome = await Intents.RealDoor(new FakeLedger()).Execute(Intents.Of(Line));

        Assert.Equal((EffectResult.Refused, "nothing here does a notify; possible are process, signal"), (outcome.Result, outcome.Detail));
    }

    [Fact]
    public async Task Every_effect_can_be_traced()
    {
        var traces = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Aios.Gateway",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = traces.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var trace = new string('a', 32);

        await DoorDoing(new FakeLedger(), () => Task.FromResult(new AdapterResult(EffectResult.Ok, "")))
            .Execute(Intents.Of(Line) with { TraceId = trace });

        var activity = traces.ToArray().Single(activity => activity.TraceId.ToString() == trace);
        Assert.Equal(
            ("effect notify", "run-1/step#1", "Ok"),
            (activity.OperationName, activity.GetTagItem("aios.effect"), activity.GetTagItem("aios.result"))
        );
    }

    private static Door DoorDoing(FakeLedger ledger, Func<Task<AdapterResult>> act) =>
        new(ledger, TimeProvider.System, [new FakeAdapter("notify", act)]);
}
