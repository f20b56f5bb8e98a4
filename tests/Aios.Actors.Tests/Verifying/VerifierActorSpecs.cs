using Aios.Actors.Sensing;
using Aios.Actors.Verifying;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Tests.Verifying;

public class VerifierActorSpecs : ActorSpecs
{
    private static readonly Gate Recovers = new(GateKind.SensorRecovered, "cpu", "machine", 1_000, 5_000, null);
    private static readonly Gate Expects = new(GateKind.Expectation, null, null, 0, 5_000, "sensor.disk.used < 80");

    private readonly TestProbe _runs;
    private readonly TestProbe _sensors;

    public VerifierActorSpecs() => (_runs, _sensors) = (CreateTestProbe("runs"), CreateTestProbe("sensors"));

    [Fact]
    public void A_run_whose_sensor_recovers_gets_a_yes_but_not_before_the_first_look_is_due()
    {
        Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var verifier = Verifier();
        var run = Asks(verifier, Recovers);
        Journal.Record(Samples.Alert(EventTypes.Recovered, "cpu", "machine"));

        Look(verifier, 0.5);
        Assert.False(_runs.HasMessages);
        Look(verifier, 0.5);

        Assert.Equal(new RecordVerdict(run, 1, true, "sensor cpu recovered on machine"), _runs.ExpectMsg<RecordVerdict>());
    }

    [Fact]
    public void A_sensor_that_does_not_recover_in_time_is_a_no()
    {
        Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var verifier = Verifier();
        var run = Asks(verifier, Recovers);

        for (var i = 0; i < 9; i++)
            Look(verifier, 0.5);
        Assert.False(_runs.HasMessages);
        Look(verifier, 0.5);

        var verdict = _runs.ExpectMsg<RecordVerdict>();
        Assert.Equal((run, false), (verdict.Run, verdict.Passed));
        Assert.Contains("sensor cpu has not recovered on machine, after 5", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_wait_for_a_verdict_are_taken_up_at_its_start()
    {
        var run = Asks(null, Recovers);
        var verifier = Verifier();

        Look(verifier, 1);

        Assert.Equal(
            (run, 1, true),
            _runs.ExpectMsg<RecordVerdict>() is var verdict ? (verdict.Run, verdict.Round, verdict.Passed) : default
        );
    }

    [Fact]
    public void A_run_that_was_never_heard_to_wait_is_taken_up_with_the_next_record()
    {
        var verifier = Verifier();
        var run = Asks(null, Recovers, Journal.RecordUnheard);
        Look(verifier, 1);
        Assert.False(_runs.HasMessages);

        Journal.Record(Samples.Event("app.other"));
        Settle(verifier);
        Look(verifier, 1);

        Assert.Equal(run, _runs.ExpectMsg<RecordVerdict>().Run);
    }

    [Fact]
    public void A_run_that_was_never_heard_to_end_is_told_nothing_more()
    {
        Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var verifier = Verifier();
        Asks(verifier, Recovers);
        Journal.RecordUnheard(Samples.Written(Shell, Samples.Plan("run-1", gate: Recovers), new Ended(RunPhase.Cancelled, "why", 0)));

        Journal.Record(Samples.Event("app.other"));
        Settle(verifier);
        for (var i = 0; i < 12; i++)
            Look(verifier, 0.5);

        Assert.False(_runs.HasMessages);
    }

    [Fact]
    public void An_expectation_is_judged_by_readings_taken_after_the_last_step()
    {
        Pass(10);
        var verifier = Verifier();
        var run = Asks(verifier, Expects);
        Look(verifier, 0);
        _sensors.ExpectMsg<SensorsActor.GetFreshReadings>();
        _sensors.Reply(Disk(used: 50, newestAt: 9_000));
        Settle(verifier);
        Look(verifier, 0.5);
        Assert.False(_runs.HasMessages);

        _sensors.ExpectMsg<SensorsActor.GetFreshReadings>();
        _sensors.Reply(Disk(used: 50, newestAt: 10_400));
        Settle(verifier);
        Look(verifier, 0.5);

        Assert.Equal(new RecordVerdict(run, 1, true, "sensor.disk.used < 80 holds"), _runs.ExpectMsg<RecordVerdict>());
    }

    [Fact]
    public void An_expectation_that_does_not_hold_says_what_was_seen()
    {
        var verifier = Verifier();
        Asks(verifier, Expects);
        PassUntil(
            () =>
            {
                if (_sensors.HasMessages && _sensors.ReceiveOne() is SensorsActor.GetFreshReadings)
                    _sensors.Reply(Disk(used: 91, newestAt: 1_000_000));
                return _runs.HasMessages;
            },
            "the verdict"
        );

        var verdict = _runs.ExpectMsg<RecordVerdict>();

        Assert.False(verdict.Passed);
        Assert.Contains("91", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_over_is_forgotten()
    {
        Journal.Record(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        var verifier = Verifier();
        Asks(verifier, Recovers);
        var plan = Memory.Current.ActiveRuns.Values.Single().Plan;
        Journal.Record(Samples.Written(Shell, plan, new Ended(RunPhase.Stuck, "deadline", 0)));

        for (var i = 0; i < 20; i++)
            Look(verifier, 0.5);

        Assert.False(_runs.HasMessages);
    }

    [Fact]
    public void A_verdict_is_told_until_the_run_has_left_the_gate()
    {
        var verifier = Verifier();
        var run = Asks(verifier, Recovers);
        for (var look = 0; look < 4; look++)
            Look(verifier, 1);
        Assert.Equal([1, 1, 1, 1], Enumerable.Range(0, 4).Select(_ => _runs.ExpectMsg<RecordVerdict>().Round));
        while (_runs.HasMessages)
            Assert.True(Assert.IsType<RecordVerdict>(_runs.ReceiveOne()).Passed);

        Journal.Record(Samples.Written(Shell, Memory.Current.ActiveRuns[run].Plan, new Ended(RunPhase.Verified, "recovered", 0)));
        Settle(verifier);
        Look(verifier, 5);

        Assert.False(_runs.HasMessages);
    }

    [Fact]
    public void A_second_round_is_a_second_verdict()
    {
        var verifier = Verifier();
        var run = Asks(verifier, Recovers);
        Look(verifier, 1);
        Assert.Equal(1, _runs.ExpectMsg<RecordVerdict>().Round);

        Journal.Record(Samples.Written(Shell, Memory.Current.ActiveRuns[run].Plan, new GateAsked(2, 0)));
        Settle(verifier);
        Look(verifier, 1);

        _runs.FishForMessage<RecordVerdict>(verdict => verdict.Round == 2);
    }

    /// <summary>A run that has done its steps is put on record.</summary>
    private RunId Asks(IActorRef? verifier, Gate gate, Func<Event, RecordedEvent>? record = null)
    {
        var plan = Samples.Plan("run-1", gate: gate);
        foreach (
            var fact in (IEvent[])
                [new Planned(plan, 0), new StepStarted("tell", 1, 0), new StepSucceeded("tell", 1, "", 0, 0), new GateAsked(1, 0)]
        )
            (record ?? Journal.Record)(Samples.Written(Shell, plan, fact));
        if (verifier is not null)
            Settle(verifier);
        return plan.Id;
    }

    private void Look(IActorRef verifier, double seconds)
    {
        Pass(seconds);
        Settle(verifier, _runs.Ref, _sensors.Ref);
    }

    private static SensorsActor.FreshReadings Disk(int used, long newestAt) =>
        new(LooseJson.Object(("disk", LooseJson.Object(("used", used)))), newestAt);

    private IActorRef Verifier()
    {
        var (shell, memory, runs, sensors) = (Shell, Memory, _runs.Ref, _sensors.Ref);
        var verifier = Start(() => new VerifierActor(shell, memory, runs, sensors));
        Settle(verifier);
        return verifier;
    }
}
