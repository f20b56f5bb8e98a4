using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

public sealed class ApprovalOfARunSpecs
{
    private static readonly RunPlan Asking = Facts.Plan(Facts.Planned("mend", needsNoUndo: true)) with { Approval = ApprovalNeed.One };

    private static readonly PlannedStep Ask = Facts.Planned("ask", needsNoUndo: true) with { Action = new EffectAction.Approve("really?") };

    [Fact]
    public void A_run_that_only_watches_ends_at_once_and_asks_for_nothing()
    {
        var run = new LifeOfARun(Asking with { IsShadow = true });
        Assert.Equal(RunRules.Next.GoOn, run.Next);
        run.Say(new TakeSlot());
        Assert.Empty(run.Facts);

        run.Say(new GoOn());

        Assert.Equal([RunPhase.Planned, RunPhase.Shadowed], run.Phases);
        Assert.Contains("mend", run.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_needs_a_yes_asks_before_its_first_step_and_waits_without_a_slot()
    {
        var run = new LifeOfARun(Asking);

        run.Say(new GoOn());
        run.Say(new TakeSlot());
        run.Say(new GoOn());

        var asked = Assert.IsType<ApprovalAsked>(Assert.Single(run.Facts));
        Assert.Equal((1, ApprovalNeed.One, null, 3_600_000), (asked.Round, asked.Need, asked.Step, asked.WithinMs));
        Assert.Equal(ApprovalRules.HashOf(Asking, null), asked.Hash);
        Assert.Contains("mend (process, reversible)", asked.Text, StringComparison.Ordinal);
        Assert.Equal((RunPhase.WaitingApproval, RunRules.Next.Nothing), (run.State.Phase, run.Next));
    }

    [Fact]
    public void A_yes_gives_the_run_its_whole_time_and_it_goes_on_to_the_end()
    {
        var run = new LifeOfARun(Asking);
        run.Say(new GoOn());
        run.Now += 3_000_000;

        run.Hear(RunPhase.Approved);

        Assert.Equal(("fix-it.1", run.Now + Asking.DeadlineMs), (run.State.Approval, run.State.DeadlineAt));
        run.Work();
        run.Say(new RecordVerdict(Asking.Id, 1, true, "recovered"));
        Assert.Equal(
            [
                RunPhase.Planned,
                RunPhase.WaitingApproval,
                RunPhase.Approved,
                RunPhase.Running,
                RunPhase.Running,
                RunPhase.Verifying,
                RunPhase.Verified,
            ],
            run.Phases
        );
    }

    [Theory]
    [InlineData(RunPhase.Denied)]
    [InlineData(RunPhase.Expired)]
    public void A_no_before_anything_was_done_ends_the_run(RunPhase said)
    {
        var run = new LifeOfARun(Asking);
        run.Say(new GoOn());

        run.Hear(said);

        Assert.Equal([RunPhase.Planned, RunPhase.WaitingApproval, said], run.Phases);
        Assert.Empty(run.Hear(RunPhase.Approved).Events);
    }

    [Fact]
    public void An_answer_to_another_question_changes_nothing()
    {
        var run = new LifeOfARun(Asking);
        run.Say(new GoOn());

        Assert.Empty(run.Say(new RecordApproval(Asking.Id, 2, RunPhase.Approved, "fix-it.2", run.State.Asked!.Hash, "uid 1", "")).Events);
    }

    [Fact]
    public void A_yes_to_something_else_than_would_be_done_asks_again()
    {
        var run = new LifeOfARun(Asking);
        run.Say(new GoOn());

        run.Hear(RunPhase.Approved, hash: "0000");

        Assert.Equal((RunPhase.WaitingApproval, 2), (run.State.Phase, run.State.Asked!.Round));
        Assert.Null(run.State.Approval);
    }

    [Fact]
    public void Nobody_who_answers_ends_it_even_when_nobody_says_so()
    {
        var run = new LifeOfARun(Asking, EffectSettings.Default with { Approvals = new(TimeSpan.FromMinutes(5), false) });
        run.Say(new GoOn());
        Assert.InRange(run.State.DeadlineAt, run.Now + 300_000, run.Now + 360_000);

        run.Say(new PassDeadline());

        Assert.Equal(RunPhase.Expired, run.State.Phase);
    }

    [Fact]
    public void A_question_that_expired_while_the_node_was_down_is_over_at_the_next_start()
    {
        var run = new LifeOfARun(Asking);
        run.Say(new GoOn());
        run.Now += 4_000_000;

        run.Say(new Resume([]));

        Assert.Equal(RunPhase.Expired, run.State.Phase);
    }

    [Fact]
    public void A_step_that_asks_waits_in_the_middle_and_counts_as_done_after_a_yes()
    {
        var run = new LifeOfARun(Facts.Plan(Facts.Planned("one", needsNoUndo: true), Ask, Facts.Planned("two", needsNoUndo: true)));
        run.Work();
        Assert.Equal(RunRules.Next.GoOn, run.Next);

        run.Say(new GoOn());
        Assert.Equal(("ask", "really?"), (run.State.Asked!.Step, run.State.Asked.Text));
        run.Hear(RunPhase.Approved);

        Assert.Equal((RunRules.Next.AskForSlot, "two"), (run.Next, run.State.Step!.Id));
        Assert.Equal(["one", "ask"], run.State.Done.Select(step => step.Id));
    }

    [Fact]
    public void A_step_that_asks_as_the_last_leads_to_the_gate()
    {
        var run = new LifeOfARun(Facts.Plan(Ask));
        run.Say(new GoOn());
        run.Hear(RunPhase.Approved);
        Assert.Equal(RunPhase.Verifying, run.State.Phase);
    }

    [Theory]
    [InlineData(RunPhase.Denied)]
    [InlineData(RunPhase.Expired)]
    public void A_no_in_the_middle_puts_back_what_was_done_and_ends_so(RunPhase said)
    {
        var run = new LifeOfARun(Facts.Plan(Facts.Planned("one", hasUndo: true), Ask));
        run.Work();
        run.Say(new GoOn());

        run.Hear(said);

        Assert.Equal(("undo-one", RunPhase.Cancelling), (run.State.Step!.Id, run.State.Phase));
        run.Work();
        Assert.Equal(said, run.State.Phase);
        Assert.Equal("one", Assert.Single(run.State.PutBack));
    }

    [Fact]
    public void A_plan_that_needs_a_yes_and_begins_with_a_question_asks_twice()
    {
        var run = new LifeOfARun(Facts.Plan(Ask, Facts.Planned("two")) with { Approval = ApprovalNeed.Two });
        run.Say(new GoOn());
        Assert.Equal((ApprovalNeed.Two, null), (run.State.Asked!.Need, run.State.Asked.Step));
        run.Hear(RunPhase.Approved);
        run.Say(new GoOn());
        Assert.Equal((ApprovalNeed.One, "ask", 2), (run.State.Asked!.Need, run.State.Asked.Step, run.State.Asked.Round));
    }
}
