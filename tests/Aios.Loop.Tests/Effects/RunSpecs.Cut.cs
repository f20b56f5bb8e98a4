using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

/// <summary>After a crash, and at a deadline.</summary>
public sealed partial class RunSpecs
{
    [Fact]
    public void After_a_crash_an_open_intent_of_an_idempotent_step_is_carried_out_again_under_the_same_id()
    {
        _run = Start(Facts.Plan(Facts.Planned("mend", idempotent: true)));
        Say(new TakeSlot());
        var effect = _run.CurrentEffect;
        Say(new Resume([Ledger(_run, outcome: null)]));
        Assert.Equal((RunRules.Next.Execute, effect), (RunRules.NextOf(_run), _run.CurrentEffect));
    }

    [Fact]
    public void After_a_crash_an_outcome_in_the_ledger_is_taken_and_nothing_is_done_twice()
    {
        Say(new TakeSlot());
        Say(new Resume([Ledger(_run, new EffectOutcome(_run.CurrentEffect, EffectResult.Ok, "done", 0, "", 5))]));
        Assert.Equal(RunPhase.Verifying, _run.Phase);
    }

    [Fact]
    public void After_a_crash_an_attempt_without_an_intent_is_started()
    {
        Say(new TakeSlot());
        Say(new Resume([]));
        Assert.Equal(RunRules.Next.Execute, RunRules.NextOf(_run));
    }

    [Fact]
    public void A_deadline_that_passed_while_the_node_was_down_ends_a_run_that_has_done_nothing_as_expired()
    {
        _now += _run.Plan.DeadlineMs;
        Say(new Resume([]));
        Assert.Equal(RunPhase.Expired, _run.Phase);
        Assert.Contains("deadline", _run.Reason, StringComparison.Ordinal);
        Assert.True(_run.Phase.IsByPeople());
    }

    [Fact]
    public void A_deadline_that_passed_while_the_node_was_down_puts_back_what_was_done_and_people_are_told()
    {
        var tell = new Rung(RungKind.Escalate, [Facts.Planned("tell", needsNoUndo: true)]);
        _run = Start(Facts.Plan(Facts.Planned("one", hasUndo: true), Facts.Planned("two")) with { Ladder = [Rung.Rollback, tell] });
        Work();
        Say(new TakeSlot());
        _now += _run.Plan.DeadlineMs;

        Say(new Resume([]));

        Assert.Equal(("undo-one", RunRules.Next.AskForSlot), (_run.Step!.Id, RunRules.NextOf(_run)));
        Assert.Equal(_now + 4_000 + 14_000 + 60_000, _run.DeadlineAt);
        Work();
        Assert.Equal("tell", _run.Step!.Id);
        Work();
        Assert.Equal(RunPhase.RolledBack, _run.Phase);
        Assert.Contains("deadline", _run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_runs_at_the_deadline_is_let_end_and_then_put_back()
    {
        _run = Start(Facts.Plan(Facts.Planned("one", hasUndo: true)));
        Say(new TakeSlot());
        _now = _run.DeadlineAt;
        Say(new PassDeadline());
        Assert.Equal(RunRules.Next.Nothing, RunRules.NextOf(_run));
        Assert.True(_run.DeadlineAt >= _now + 1_000);

        Say(Outcome(EffectResult.Ok));

        Assert.Equal("undo-one", _run.Step!.Id);
        Work();
        Assert.Equal(RunPhase.RolledBack, _run.Phase);
    }
}
