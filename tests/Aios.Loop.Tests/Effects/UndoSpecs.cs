using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

/// <summary>An undo is an effect of its own: what its step says about risk and repetition says nothing about it.</summary>
public sealed class UndoSpecs
{
    private static readonly PlannedProbe Probe = new(["/bin/look"], 1_000);

    [Fact]
    public void An_undo_that_may_not_be_repeated_is_left_to_a_person_after_a_crash_also_where_its_step_may()
    {
        var run = Undoing(Step(isIdempotent: true, new UndoTerms(Risk.Reversible, 1_000, false, null)));

        run.Say(new Resume([run.Line(null, isUnknown: true)]));

        Assert.Equal((RunPhase.WaitingForPerson, "undo-one"), (run.State.Phase, run.State.Step!.Id));
        run.End(EffectResult.NotHappened);
        Assert.Equal((RunRules.Next.AskForSlot, "undo-one", 1), (run.Next, run.State.Step!.Id, run.State.Attempt));
        run.Work();
        Assert.Equal(RunPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void Nobody_says_whether_an_undo_happened_so_the_run_is_stuck_and_names_it()
    {
        var run = Undoing(Step(isIdempotent: true, new UndoTerms(Risk.Reversible, 1_000, false, null)));
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        run.Now = run.State.DeadlineAt;

        run.Say(new PassDeadline());

        Assert.Equal((RunPhase.Stuck, "one"), (run.State.Phase, Assert.Single(run.State.NotUndone)));
        Assert.Contains("step undo-one may or may not have happened", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undo_that_may_be_repeated_is_repeated_under_its_number_whatever_its_step_may()
    {
        var run = Undoing(Step(isIdempotent: false, new UndoTerms(Risk.Reversible, 1_000, true, null)));
        var effect = run.State.CurrentEffect;

        run.Say(new Resume([run.Line(null, isUnknown: true)]));

        Assert.Equal((RunRules.Next.Execute, effect), (run.Next, run.State.CurrentEffect));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_undo_with_a_probe_asks_it(bool happened)
    {
        var run = Undoing(Step(isIdempotent: true, new UndoTerms(Risk.Reversible, 1_000, false, Probe)));
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        Assert.Equal((RunRules.Next.AskProbe, Probe), (run.Next, run.State.Step!.Probe));

        run.End(happened ? EffectResult.Ok : EffectResult.NotHappened);

        Assert.Equal(happened ? RunPhase.RolledBack : RunPhase.Compensating, run.State.Phase);
        if (happened)
            return;
        run.Work();
        Assert.Equal((RunPhase.RolledBack, "one"), (run.State.Phase, Assert.Single(run.State.PutBack)));
    }

    [Fact]
    public void A_plan_of_an_older_version_repeats_an_undo_like_its_step()
    {
        var run = Undoing(Step(isIdempotent: true, null));
        run.Say(new Resume([run.Line(null, isUnknown: true)]));
        Assert.Equal(RunRules.Next.Execute, run.Next);
    }

    [Fact]
    public void The_time_of_a_rollback_is_that_of_its_undos()
    {
        var step = Step(isIdempotent: true, new UndoTerms(Risk.Reversible, 9_000, true, null));
        var run = new LifeOfARun(Facts.Plan(step) with { Ladder = [Rung.Rollback] });
        run.Work();
        run.Now = run.State.DeadlineAt - 20;

        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));

        // 4 attempts of 9 s, 2 + 4 + 8 s between them, and a minute.
        Assert.Equal(run.Now + 36_000 + 14_000 + 60_000, run.State.DeadlineAt);
    }

    [Theory]
    [InlineData(Risk.Reversible, ApprovalNeed.Auto)]
    [InlineData(Risk.Disruptive, ApprovalNeed.One)]
    [InlineData(Risk.Destructive, ApprovalNeed.Two)]
    public void Its_risk_asks_for_people_like_that_of_a_step(Risk risk, ApprovalNeed need)
    {
        var step = Step(isIdempotent: true, new UndoTerms(risk, 1_000, true, null));
        Assert.Equal(need, ApprovalRules.NeedOf(Facts.Plan(step), ApprovalNeed.Auto, Severity.Warn));
        var rung = Facts.Plan(Facts.Planned("first")) with { Ladder = [new Rung(RungKind.Steps, [step])] };
        Assert.Equal(need, ApprovalRules.NeedOf(rung, ApprovalNeed.Auto, Severity.Warn));
    }

    [Fact]
    public void People_are_told_of_its_risk_and_say_yes_to_it()
    {
        var plan = Facts.Plan(Step(isIdempotent: true, new UndoTerms(Risk.Disruptive, 1_000, true, null)));
        var tamer = Facts.Plan(Step(isIdempotent: true, new UndoTerms(Risk.Reversible, 1_000, true, null)));

        Assert.EndsWith("one (process, reversible; its undo is disruptive)", ApprovalRules.TextOf(plan, null), StringComparison.Ordinal);
        Assert.EndsWith("one (process, reversible)", ApprovalRules.TextOf(tamer, null), StringComparison.Ordinal);
        Assert.NotEqual(ApprovalRules.HashOf(plan, null), ApprovalRules.HashOf(tamer, null));
    }

    private static PlannedStep Step(bool isIdempotent, UndoTerms? terms) =>
        Facts.Planned("one", isIdempotent, hasUndo: true) with
        {
            UndoTerms = terms,
        };

    /// <summary>Its step is done, the gate said no, and the undo is under way.</summary>
    private static LifeOfARun Undoing(PlannedStep step)
    {
        var run = new LifeOfARun(Facts.Plan(step) with { Ladder = [Rung.Rollback] });
        run.Work();
        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));
        run.Say(new TakeSlot());
        return run;
    }
}
