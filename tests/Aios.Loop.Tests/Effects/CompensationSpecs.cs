using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

public sealed class CompensationSpecs
{
    private static readonly Rung Escalate = new(RungKind.Escalate, [Facts.Planned("escalate", needsNoUndo: true)]);

    private static readonly RetryRollback Again = new(Facts.Plan().Id, "uid 1000", "the disk is back");

    [Fact]
    public void An_undo_is_tried_again_after_2_4_and_8_seconds()
    {
        var run = Failing(Facts.Planned("one", hasUndo: true));
        var delays = new List<long>();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            run.Work(EffectResult.Timeout);
            if (run.Next == RunRules.Next.WaitForRetry)
                delays.Add(run.State.RetryDelayMs);
        }
        Assert.Equal([2_000, 4_000, 8_000], delays);
        run.Work();
        Assert.Equal(RunPhase.Stuck, run.State.Phase);
    }

    [Fact]
    public void A_rollback_has_its_own_time()
    {
        var plan = Facts.Plan(Facts.Planned("one", hasUndo: true)) with { Ladder = [Rung.Rollback] };
        var run = new LifeOfARun(plan);
        run.Work();
        run.Now = run.State.DeadlineAt - 20;

        run.Say(new RecordVerdict(plan.Id, 1, false, "no"));

        // 4 attempts of 1 s, 2 + 4 + 8 s between them, and a minute.
        Assert.Equal(run.Now + 4_000 + 14_000 + 60_000, run.State.DeadlineAt);
    }

    [Fact]
    public void A_rollback_that_fails_says_what_was_put_back_and_what_not_and_people_are_told()
    {
        var run = Failing(
            Facts.Planned("one", hasUndo: true),
            Facts.Planned("cut"),
            Facts.Planned("two", hasUndo: true),
            Facts.Planned("three", hasUndo: true)
        );
        run.Work();
        run.Work(EffectResult.Refused);

        Assert.Equal(("escalate", RunRules.Next.AskForSlot), (run.State.Step!.Id, run.Next));
        run.Work();
        Assert.Equal(RunPhase.Stuck, run.State.Phase);
        Assert.Contains(
            "rollback failed at step undo-two: Refused; put back: three; left as it is: two, one, cut",
            run.State.Reason,
            StringComparison.Ordinal
        );
        Assert.Equal("two,one,cut", string.Join(',', run.State.NotUndone));
    }

    [Fact]
    public void A_rollback_whose_time_is_over_is_stuck_after_people_were_told()
    {
        var run = Failing(Facts.Planned("one", hasUndo: true));
        run.Say(new TakeSlot());
        run.Now = run.State.DeadlineAt;
        run.Say(new PassDeadline());
        Assert.Equal("escalate", run.State.Step!.Id);
        Assert.True(run.State.DeadlineAt > run.Now);
        run.Work();
        Assert.Equal((RunPhase.Stuck, "one"), (run.State.Phase, Assert.Single(run.State.NotUndone)));
    }

    [Fact]
    public void Time_in_which_the_node_was_down_is_not_taken_from_a_rollback()
    {
        var run = Failing(Facts.Planned("one", hasUndo: true));
        run.Now = run.State.DeadlineAt + 3_600_000;
        run.Say(new Resume([]));
        Assert.Equal((RunPhase.Compensating, "undo-one", RunRules.Next.AskForSlot), (run.State.Phase, run.State.Step!.Id, run.Next));
        Assert.Equal(run.Now + 4_000 + 14_000 + 60_000, run.State.DeadlineAt);
    }

    [Fact]
    public void A_stuck_rollback_is_taken_up_at_the_undo_that_failed_under_the_next_number()
    {
        var run = Stuck();
        Assert.Equal(1, run.State.UndoLeft!.Attempt);

        run.Take(CompensationRules.Retry(run.State, [], null, Again, run.Now));

        Assert.Equal((RunPhase.Compensating, "undo-two", RunRules.Next.AskForSlot), (run.State.Phase, run.State.Step!.Id, run.Next));
        run.Say(new TakeSlot());
        Assert.Equal(2, run.State.Attempt);
        run.End(EffectResult.Timeout);
        Assert.Equal((RunRules.Next.WaitForRetry, 2_000), (run.Next, run.State.RetryDelayMs));
        run.Work();
        run.Work();
        Assert.Equal((RunPhase.RolledBack, "three,two,one"), (run.State.Phase, string.Join(',', run.State.PutBack)));
        Assert.Empty(run.State.NotUndone);
    }

    [Fact]
    public void An_undo_that_happened_after_all_is_not_done_again()
    {
        var run = new LifeOfARun(
            Facts.Plan(Facts.Planned("one", hasUndo: true), Facts.Planned("two", hasUndo: true)) with
            {
                Ladder = [Rung.Rollback],
            }
        );
        run.Work();
        run.Work();
        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));
        run.Say(new TakeSlot());
        var line = run.Line(EffectResult.Ok);
        run.Say(new PassDeadline());

        run.Take(CompensationRules.Retry(run.State, [line], null, Again, run.Now));

        Assert.Equal(("undo-one", "two"), (run.State.Step!.Id, Assert.Single(run.State.PutBack)));
        run.Work();
        Assert.Equal(RunPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void An_undo_that_nobody_knows_the_end_of_has_to_be_answered_first()
    {
        var run = Failing(Facts.Planned("one", hasUndo: true));
        run.Say(new TakeSlot());
        var (unknown, open, failed) = (run.Line(null, isUnknown: true), run.Line(null), run.Line(EffectResult.Timeout));
        run.Say(new PassDeadline());
        run.Work();

        var why = CompensationRules.Retry(run.State, [unknown], null, Again, run.Now).Refusal!;

        Assert.Contains("aios effects resolve", why.Remedy, StringComparison.Ordinal);
        Assert.True(CompensationRules.Retry(run.State, [open], null, Again, run.Now).IsRefused);
        Assert.False(CompensationRules.Retry(run.State, [failed], null, Again, run.Now).IsRefused);
    }

    [Fact]
    public void Only_a_rollback_that_failed_can_be_taken_up_and_only_on_a_free_target()
    {
        var open = new LifeOfARun(Facts.Plan(Facts.Planned("one")));
        Assert.True(CompensationRules.Retry(open.State, [], null, Again, 1).IsRefused);
        open.Say(new PassDeadline());
        Assert.True(CompensationRules.Retry(open.State, [], null, Again, 1).IsRefused);
        var stuck = Stuck();
        Assert.Contains(
            "other-1",
            CompensationRules.Retry(stuck.State, [], new("other-1"), Again, 1).Refusal!.Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_ledger_that_the_records_tell_knows_the_attempts_of_both_times()
    {
        var run = Stuck();
        run.Take(CompensationRules.Retry(run.State, [], null, Again, run.Now));
        run.Work();
        run.Work();
        var replay = new EffectReplay();
        foreach (var fact in run.Facts.Prepend(new Planned(run.State.Plan, 1_000)))
            replay.Apply(run.State.Plan.Id, fact);

        Assert.Equal(
            ["undo-one#1", "undo-three#1", "undo-two#1", "undo-two#2"],
            replay.Effects.Keys.Select(id => id.Value.Split('/')[1]).Where(id => id.StartsWith("undo", StringComparison.Ordinal)).Order()
        );
        Assert.False(replay.IsActive(run.State.Plan.Id));
    }

    private static LifeOfARun Stuck()
    {
        var run = Failing(Facts.Planned("one", hasUndo: true), Facts.Planned("two", hasUndo: true), Facts.Planned("three", hasUndo: true));
        run.Work();
        run.Work(EffectResult.Refused);
        run.Work();
        Assert.Equal(RunPhase.Stuck, run.State.Phase);
        return run;
    }

    /// <summary>Everything is done, and the gate said no.</summary>
    private static LifeOfARun Failing(params PlannedStep[] steps)
    {
        var run = new LifeOfARun(Facts.Plan(steps) with { Ladder = [Rung.Rollback, Escalate] });
        foreach (var _ in steps)
            run.Work();
        run.Say(new RecordVerdict(run.State.Plan.Id, 1, false, "no"));
        return run;
    }
}
