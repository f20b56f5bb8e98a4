using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

/// <summary>A step that failed may have done half of its work; a run never ends as if it had done nothing.</summary>
public sealed class HalfDoneSpecs
{
    [Theory]
    [InlineData(EffectResult.ExitCode, true)]
    [InlineData(EffectResult.Timeout, true)]
    [InlineData(EffectResult.Error, true)]
    [InlineData(EffectResult.Refused, false)]
    [InlineData(EffectResult.NotFound, false)]
    [InlineData(EffectResult.Unrecorded, false)]
    public void What_failed_and_can_be_put_back_is_put_back_unless_it_was_never_begun(EffectResult result, bool isPutBack)
    {
        var run = Life(Facts.Planned("one", hasUndo: true), Facts.Planned("two", hasUndo: true));
        run.Work();

        Fail(run, result);

        Assert.Equal(isPutBack ? ["undo-two", "undo-one"] : ["undo-one"], run.State.Leg.Select(step => step.Id));
        while (!run.State.IsOver)
            run.Work();
        Assert.Equal(RunPhase.RolledBack, run.State.Phase);
        Assert.Equal(["one"], run.State.Done.Select(step => step.Id));
    }

    [Theory]
    [InlineData(EffectResult.Timeout, RunPhase.Stuck)]
    [InlineData(EffectResult.ExitCode, RunPhase.RolledBack)]
    [InlineData(EffectResult.Refused, RunPhase.RolledBack)]
    public void What_ran_out_of_time_and_cannot_be_put_back_is_named(EffectResult result, RunPhase end)
    {
        var run = Life(Facts.Planned("cut"));

        Fail(run, result);

        Assert.Equal(end, run.State.Phase);
        Assert.Equal(end == RunPhase.Stuck ? "cut" : "", string.Join(',', run.State.NotUndone));
    }

    [Fact]
    public void A_failed_step_that_may_stay_is_not_named()
    {
        var run = Life(Facts.Planned("cut", needsNoUndo: true));
        Fail(run, EffectResult.Timeout);
        Assert.Equal(RunPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void A_run_that_is_cancelled_between_two_attempts_puts_back_what_the_first_may_have_left()
    {
        var run = Life(Facts.Planned("one", hasUndo: true));
        run.Work(EffectResult.Timeout);
        Assert.Equal(RunRules.Next.WaitForRetry, run.Next);

        run.Cancel();

        Assert.Equal("undo-one", run.State.Step!.Id);
        run.Work();
        Assert.Equal(RunPhase.Cancelled, run.State.Phase);
    }

    [Fact]
    public void A_second_attempt_that_succeeds_is_put_back_once()
    {
        var run = Life(Facts.Planned("one", hasUndo: true));
        run.Work(EffectResult.Timeout);
        run.Work();
        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));
        Assert.Equal("undo-one", Assert.Single(run.State.Leg).Id);
    }

    [Fact]
    public void What_a_rung_could_not_do_is_put_back_before_what_stood_before_it()
    {
        var harder = new Rung(RungKind.Steps, [Facts.Planned("harder", hasUndo: true)]);
        var run = new LifeOfARun(Facts.Plan(Facts.Planned("one", hasUndo: true)) with { Ladder = [harder, Rung.Rollback] });
        Fail(run, EffectResult.ExitCode);
        Fail(run, EffectResult.Error);
        Assert.Equal(["undo-harder", "undo-one"], run.State.Leg.Select(step => step.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_a_failed_step_had_kept_nothing_there_is_nothing_to_put_back(bool succeeded)
    {
        var run = Life(Facts.Planned("one", hasUndo: true) with { Undo = new EffectAction.Restore("run/one") });
        if (succeeded)
            run.Work();
        else
            Fail(run, EffectResult.Error);
        if (succeeded)
            run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));

        Assert.Equal(new EffectAction.Restore("run/one") { IfKept = !succeeded }, run.State.Step!.Action);
    }

    [Fact]
    public void A_run_that_is_given_up_puts_back_what_it_did()
    {
        var run = Life(Facts.Planned("one", hasUndo: true), Facts.Planned("two"));
        run.Work();

        run.Say(new GiveUp("its actor fails"));

        Assert.Equal("undo-one", run.State.Step!.Id);
        run.Work();
        Assert.Equal((RunPhase.RolledBack, "its actor fails"), (run.State.Phase, run.State.Reason));
    }

    [Fact]
    public void A_run_that_is_given_up_again_and_again_comes_to_an_end_that_names_what_is_left()
    {
        var run = Life(Facts.Planned("one", hasUndo: true), Facts.Planned("two"));
        run.Work();
        run.Say(new TakeSlot());

        run.Say(new GiveUp("first"));
        Assert.Equal((RunPhase.Cancelling, RunRules.Next.Nothing), (run.State.Phase, run.Next));
        run.Say(new GiveUp("second"));
        Assert.Equal("undo-one", run.State.Step!.Id);
        run.Say(new GiveUp("third"));

        Assert.Equal((RunPhase.Stuck, "one,two"), (run.State.Phase, string.Join(',', run.State.NotUndone)));
    }

    [Fact]
    public void A_run_that_is_given_up_before_it_did_anything_expires()
    {
        var run = Life(Facts.Planned("one", hasUndo: true));
        run.Say(new GiveUp("its actor fails"));
        Assert.Equal((RunPhase.Expired, "its actor fails; nothing was done"), (run.State.Phase, run.State.Reason));
    }

    private static LifeOfARun Life(params PlannedStep[] steps) => new(Facts.Plan(steps) with { Ladder = [Rung.Rollback] });

    /// <summary>However often it is tried.</summary>
    private static void Fail(LifeOfARun run, EffectResult result)
    {
        var step = run.State.Step!.Id;
        while (!run.State.IsOver && run.State.Step?.Id == step)
            run.Work(result);
    }
}
