using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

public sealed partial class RunSpecs
{
    private RunState _run = Start(Facts.Plan());
    private long _now = 1_000;

    [Fact]
    public void A_run_whose_step_succeeds_asks_the_gate_and_a_yes_verifies_it()
    {
        Say(new TakeSlot());
        Assert.Equal(RunRules.Next.Execute, RunRules.NextOf(_run));
        Say(Outcome(EffectResult.Ok));
        Assert.Equal(RunPhase.Verifying, _run.Phase);
        Say(new RecordVerdict(_run.Plan.Id, 1, true, "recovered"));
        Assert.Equal(RunPhase.Verified, _run.Phase);
        Assert.Equal(RunRules.Next.Nothing, RunRules.NextOf(_run));
    }

    [Fact]
    public void A_failed_step_is_tried_again_after_2_4_and_8_seconds_and_then_the_run_is_stuck()
    {
        var delays = new List<long>();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            Say(new TakeSlot());
            Assert.Equal(attempt, _run.Attempt);
            Say(Outcome(EffectResult.ExitCode));
            if (RunRules.NextOf(_run) == RunRules.Next.WaitForRetry)
                delays.Add(_run.RetryDelayMs);
        }
        Assert.Equal([2_000, 4_000, 8_000], delays);
        Assert.Equal(RunPhase.Stuck, _run.Phase);
    }

    [Fact]
    public void With_jitter_every_wait_is_longer_by_a_share_that_follows_from_the_attempt_alone()
    {
        var retry = RetrySettings.Default with { Jitter = 0.5 };
        var waits = Enumerable
            .Range(1, 1_000)
            .Select(run => retry.DelayMs(2, EffectIntent.IdOf(new RunId($"run-{run}"), "mend", 2)))
            .ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, 4_000, 5_999));
        Assert.InRange(waits.Average(), 4_900, 5_100);
        Assert.Equal(waits[0], retry.DelayMs(2, EffectIntent.IdOf(new RunId("run-1"), "mend", 2)));
        Assert.Equal((2_000 + 4_000 + 8_000) * 3 / 2, retry.AllDelaysMs);

        _run = Start(Facts.Plan() with { Retry = retry });
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Timeout));
        Assert.Equal(retry.DelayMs(1, EffectIntent.IdOf(_run.Plan.Id, "mend", 1)), _run.RetryDelayMs);
    }

    [Fact]
    public void People_are_told_again_when_nobody_could_be_reached_and_other_errors_are_final()
    {
        var tell = Facts.Planned("tell") with { Action = new EffectAction.Notify(Severity.Warn, "x"), Risk = Risk.Read };
        _run = Start(Facts.Plan(tell));
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Error));
        Assert.Equal(RunRules.Next.WaitForRetry, RunRules.NextOf(_run));

        _run = Start(Facts.Plan());
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Error));
        Assert.NotEqual(RunRules.Next.WaitForRetry, RunRules.NextOf(_run));
    }

    [Fact]
    public void An_outcome_that_is_on_record_twice_counts_once()
    {
        _run = Start(Facts.Plan() with { Steps = [Facts.Planned("one"), Facts.Planned("two")] });
        Say(new TakeSlot());
        var told = new StepSucceeded("one", 1, "done", 5, _now);
        var replay = new EffectReplay();
        foreach (var fact in (IEvent[])[new Planned(_run.Plan, 0), new StepStarted("one", 1, 0), told, told])
            replay.Apply(_run.Plan.Id, fact);

        var once = _run.Apply(told);

        Assert.Same(once, once.Apply(told));
        Assert.Same(once, once.Apply(new StepFailed("one", 1, EffectResult.ExitCode, "bad", 5, _now)));
        Assert.Equal("two", once.Step!.Id);
        Assert.Equal(EffectResult.Ok, Assert.Single(replay.Effects).Value.Outcome!.Result);
    }

    [Fact]
    public void A_result_that_no_retry_can_mend_is_not_tried_again()
    {
        Say(new TakeSlot());
        Say(Outcome(EffectResult.NotFound));
        Assert.Equal(RunPhase.Stuck, _run.Phase);
        Assert.Equal(1, _run.Attempt);
    }

    [Fact]
    public void A_no_climbs_the_ladder_and_the_gate_is_asked_again_after_the_rung()
    {
        _run = Start(Facts.Plan() with { Ladder = [new Rung(RungKind.Steps, [Facts.Planned("stop")])] });
        Work();
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "still high"));
        Assert.Equal("stop", _run.Step!.Id);
        Work();
        Assert.Equal((RunPhase.Verifying, 2), (_run.Phase, _run.Round));
        Say(new RecordVerdict(_run.Plan.Id, 1, true, "late answer to round 1"));
        Assert.Equal(RunPhase.Verifying, _run.Phase);
        Say(new RecordVerdict(_run.Plan.Id, 2, true, "recovered"));
        Assert.Equal(RunPhase.Verified, _run.Phase);
    }

    [Fact]
    public void A_rollback_undoes_in_reverse_order_and_ends_rolled_back()
    {
        _run = Start(
            Facts.Plan(
                Facts.Planned("first", hasUndo: true),
                Facts.Planned("second", hasUndo: true),
                Facts.Planned("note", needsNoUndo: true)
            ) with
            {
                Ladder = [Rung.Rollback],
            }
        );
        Work();
        Work();
        Work();
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "no"));
        Assert.Equal(["undo-second", "undo-first"], _run.Leg.Select(step => step.Id));
        Work();
        Work();
        Assert.Equal(RunPhase.RolledBack, _run.Phase);
    }

    [Fact]
    public void A_step_that_cannot_be_undone_leaves_the_run_stuck_and_named()
    {
        _run = Start(Facts.Plan(Facts.Planned("cut")) with { Ladder = [Rung.Rollback] });
        Work();
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "no"));
        Assert.Equal(RunPhase.Stuck, _run.Phase);
        Assert.Contains("left as it is: cut", _run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_that_fails_leaves_the_run_stuck()
    {
        _run = Start(Facts.Plan(Facts.Planned("first", hasUndo: true)) with { Ladder = [Rung.Rollback] });
        Work();
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "no"));
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Refused));
        Assert.Equal(RunPhase.Stuck, _run.Phase);
        Assert.Contains("rollback failed", _run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_rollback_people_are_told_and_the_run_still_ends_rolled_back()
    {
        var escalate = new Rung(RungKind.Escalate, [Facts.Planned("escalate")]);
        _run = Start(Facts.Plan(Facts.Planned("first", hasUndo: true)) with { Ladder = [Rung.Rollback, escalate] });
        Work();
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "no"));
        Work();
        Assert.Equal("escalate", _run.Step!.Id);
        Work();
        Assert.Equal(RunPhase.RolledBack, _run.Phase);
    }

    [Fact]
    public void A_run_without_a_gate_is_over_when_people_were_told()
    {
        _run = Start(Facts.Plan() with { Gate = new Gate(GateKind.None, null, null, 0, 0, null) });
        Work();
        Assert.Equal(RunPhase.Verified, _run.Phase);
        Assert.Contains("nothing to verify", _run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Attempts_that_failed_until_the_deadline_are_a_failure_of_the_playbook()
    {
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Timeout));
        Say(new PassDeadline());
        Assert.Equal((RunPhase.Stuck, "mend"), (_run.Phase, Assert.Single(_run.NotUndone)));
        Assert.False(_run.Phase.IsByPeople());
    }

    [Fact]
    public void Nothing_leaves_a_terminal_state()
    {
        Say(new PassDeadline());
        var over = _run;
        Say(new TakeSlot());
        Say(new RecordVerdict(_run.Plan.Id, 1, true, "late"));
        Assert.Same(over, _run);
    }

    [Fact]
    public void An_outcome_of_another_attempt_changes_nothing()
    {
        Say(new TakeSlot());
        Say(new RecordOutcome(new EffectOutcome(EffectIntent.IdOf(_run.Plan.Id, "mend", 7), EffectResult.Ok, "", 0, "", 1)));
        Assert.Equal(RunPhase.Running, _run.Phase);
    }

    private static RunState Start(RunPlan plan) => RunState.Start(new Planned(plan, 1_000));

    private static EffectRecord Ledger(RunState run, EffectOutcome? outcome)
    {
        var step = run.Step!;
        var intent = new EffectIntent(
            run.CurrentEffect,
            run.Plan.Id,
            step.Id,
            run.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromSeconds(1),
            step.Idempotent,
            null
        );
        return new EffectRecord(intent, 1, outcome, outcome is null ? null : 2);
    }

    private RecordOutcome Outcome(EffectResult result) => new(new EffectOutcome(_run.CurrentEffect, result, result.ToString(), 1, "", 10));

    private void Work()
    {
        Say(new TakeSlot());
        Say(Outcome(EffectResult.Ok));
    }

    private void Say(ICommand command)
    {
        _now += 10;
        foreach (var fact in RunRules.Decide(_run, EffectSettings.Default, command, _now).Events)
            _run = _run.Apply(fact);
    }
}
