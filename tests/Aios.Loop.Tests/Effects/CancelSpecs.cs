using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

public sealed class CancelSpecs
{
    private static readonly PlannedStep Free = Facts.Planned("free", needsNoUndo: true);
    private static readonly PlannedStep Undone = Facts.Planned("one", hasUndo: true);

    [Fact]
    public void A_run_that_has_done_nothing_is_cancelled_at_once()
    {
        var run = new LifeOfARun(Facts.Plan(Undone));
        Assert.False(run.Cancel().IsRefused);
        Assert.Equal([RunPhase.Planned, RunPhase.Cancelling, RunPhase.Cancelled], run.Phases);
        Assert.Equal("cancelled by uid 1000: wrong host", run.State.Reason);
    }

    [Fact]
    public void A_run_that_waits_for_a_yes_is_cancelled_at_once()
    {
        var run = new LifeOfARun(Facts.Plan(Undone) with { Approval = ApprovalNeed.One });
        run.Say(new GoOn());
        run.Cancel();
        Assert.Equal(RunPhase.Cancelled, run.State.Phase);
    }

    [Fact]
    public void A_step_that_runs_is_let_end_and_then_all_is_put_back_in_reverse()
    {
        var run = new LifeOfARun(Facts.Plan(Undone, Facts.Planned("two", hasUndo: true), Free));
        run.Work();
        run.Say(new TakeSlot());

        run.Cancel();
        Assert.Equal((RunPhase.Cancelling, RunRules.Next.Nothing), (run.State.Phase, run.Next));
        run.End(EffectResult.Ok);

        Assert.Equal(["undo-two", "undo-one"], run.State.Leg.Select(step => step.Id));
        run.Work();
        run.Work();
        Assert.Equal((RunPhase.Cancelled, "two,one"), (run.State.Phase, string.Join(',', run.State.PutBack)));
        Assert.DoesNotContain(run.Facts, fact => fact is RungTaken);
    }

    [Theory]
    [InlineData(EffectResult.ExitCode)]
    [InlineData(EffectResult.Timeout)]
    [InlineData(EffectResult.NotHappened)]
    public void A_step_that_fails_after_the_cancel_is_not_tried_again(EffectResult result)
    {
        var run = new LifeOfARun(Facts.Plan(Undone, Free));
        run.Work();
        run.Say(new TakeSlot());
        run.Cancel();

        run.End(result);

        Assert.Equal("undo-one", run.State.Step!.Id);
    }

    [Fact]
    public void A_wait_for_a_retry_is_cut_short()
    {
        var run = new LifeOfARun(Facts.Plan(Free));
        run.Work(EffectResult.ExitCode);
        Assert.Equal(RunRules.Next.WaitForRetry, run.Next);
        run.Cancel();
        Assert.Equal(RunPhase.Cancelled, run.State.Phase);
    }

    [Fact]
    public void A_verdict_that_comes_after_the_cancel_changes_nothing()
    {
        var run = new LifeOfARun(Facts.Plan(Undone));
        run.Work();
        run.Cancel();
        Assert.Empty(run.Say(new RecordVerdict(run.State.Plan.Id, 1, true, "recovered")).Events);
        run.Work();
        Assert.Equal(RunPhase.Cancelled, run.State.Phase);
    }

    [Fact]
    public void What_cannot_be_put_back_leaves_it_stuck_and_named()
    {
        var run = new LifeOfARun(Facts.Plan(Facts.Planned("cut"), Free));
        run.Work();
        run.Cancel();
        Assert.Equal(RunPhase.Stuck, run.State.Phase);
        Assert.Contains("left as it is: cut", run.State.Reason, StringComparison.Ordinal);
        Assert.Contains("cancelled by uid 1000", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_effect_that_nobody_knows_the_end_of_is_not_waited_for()
    {
        var run = new LifeOfARun(Facts.Plan(Undone, Facts.Planned("two")));
        run.Work();
        run.Say(new TakeSlot());
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        Assert.Equal(RunPhase.WaitingForPerson, run.State.Phase);

        run.Cancel();
        Assert.Equal("undo-one", run.State.Step!.Id);
        run.Work();

        Assert.Equal(RunPhase.Stuck, run.State.Phase);
        Assert.Contains("left as it is: two", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_crash_a_cancelled_step_that_was_never_begun_is_not_begun()
    {
        var run = Cancelled(Facts.Planned("two"));
        run.Say(new Resume([]));
        Assert.Equal("undo-one", run.State.Step!.Id);
        run.Work();
        Assert.Equal(RunPhase.Cancelled, run.State.Phase);
    }

    [Fact]
    public void After_a_crash_the_outcome_in_the_ledger_counts()
    {
        var run = Cancelled(Facts.Planned("two", hasUndo: true));
        run.Say(new Resume([run.Line(EffectResult.Ok)]));
        Assert.Equal(["undo-two", "undo-one"], run.State.Leg.Select(step => step.Id));
    }

    [Fact]
    public void After_a_crash_an_idempotent_step_is_not_repeated_for_a_cancelled_run()
    {
        var run = Cancelled(Facts.Planned("two", idempotent: true));
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        Assert.Equal("undo-one", run.State.Step!.Id);
        Assert.Equal("two", Assert.Single(run.State.NotUndone));
    }

    [Fact]
    public void After_a_crash_the_probe_of_a_cancelled_step_is_asked_and_its_doubt_is_taken_for_an_answer()
    {
        var run = Cancelled(Facts.Planned("two") with { Probe = new PlannedProbe(["/bin/look"], 1_000) });
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        Assert.Equal(RunRules.Next.AskProbe, run.Next);
        run.Say(new RecordDoubt("it cannot tell"));
        Assert.Equal(("undo-one", "two"), (run.State.Step!.Id, Assert.Single(run.State.NotUndone)));
    }

    [Fact]
    public void What_does_not_end_in_time_after_a_cancel_is_left_and_named_and_the_rest_is_put_back()
    {
        var run = Cancelled(Facts.Planned("two"));
        run.Say(new PassDeadline());
        Assert.Equal(("undo-one", "two"), (run.State.Step!.Id, Assert.Single(run.State.NotUndone)));
        run.Work();
        Assert.Equal(RunPhase.Stuck, run.State.Phase);
        Assert.Contains("left as it is: two", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_or_on_its_way_back_cannot_be_cancelled()
    {
        var run = new LifeOfARun(Facts.Plan(Undone) with { Ladder = [Rung.Rollback] });
        run.Work();
        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));
        Assert.Contains("puts back", run.Cancel().Refusal!.Why, StringComparison.Ordinal);
        run.Work();
        Assert.Equal(RunPhase.RolledBack, run.State.Phase);
        Assert.Contains("it is over: rolled-back", run.Cancel().Refusal!.Why, StringComparison.Ordinal);
        var twice = Cancelled(Facts.Planned("two"));
        Assert.Contains("being ended already", twice.Cancel().Refusal!.Why, StringComparison.Ordinal);
    }

    /// <summary>One step is done, the other under way when somebody cancels.</summary>
    private static LifeOfARun Cancelled(PlannedStep second)
    {
        var run = new LifeOfARun(Facts.Plan(Undone, second));
        run.Work();
        run.Say(new TakeSlot());
        run.Cancel();
        return run;
    }
}
