using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Tests.Effects;

/// <summary>The node ended while an attempt was carried out: the probe, else once more when that is allowed, else a person.</summary>
public sealed class UnknownEffectSpecs
{
    private static readonly PlannedProbe Probe = new(["/usr/bin/test", "-e", "/tmp/x"], 1_000);
    private static readonly EffectSettings Settings = new(TimeSpan.FromHours(2));

    private RunState _run = RunState.Start(new Planned(Facts.Plan(), 1_000));
    private long _now = 1_000;

    [Fact]
    public void Nothing_can_tell_so_a_person_is_waited_for_and_nothing_is_done()
    {
        Lose(idempotent: false, probe: null);
        Assert.Equal((RunPhase.WaitingForPerson, RunRules.Next.Nothing), (_run.Phase, RunRules.NextOf(_run)));
        Assert.Equal(_now + 7_200_000, _run.DeadlineAt);
        Assert.Contains("mend #1 waits for a person", _run.History[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_answers_so_the_run_ends_stuck_and_says_why()
    {
        Lose(idempotent: false, probe: null);
        Say(new PassDeadline());
        Assert.Equal(RunPhase.Stuck, _run.Phase);
        Assert.Equal(
            "left as it is: mend; unknown effect: step mend may or may not have happened when the node stopped, "
                + "and nobody said in time whether it did",
            _run.Reason
        );
    }

    [Fact]
    public void It_happened_so_the_run_goes_on_behind_the_step_with_its_whole_time()
    {
        Lose(idempotent: false, probe: null);
        _now += 3_600_000;
        Say(Answer(happened: true));
        Assert.Equal((RunPhase.Verifying, false), (_run.Phase, _run.InFlight));
        Assert.Equal(_now + _run.Plan.DeadlineMs, _run.DeadlineAt);
    }

    [Fact]
    public void It_did_not_happen_so_the_step_is_tried_again_as_a_new_attempt_that_uses_up_no_retry()
    {
        Lose(idempotent: false, probe: null);
        Say(Answer(happened: false));
        Assert.Equal((RunRules.Next.AskForSlot, 0L), (RunRules.NextOf(_run), _run.RetryDelayMs));
        var delays = new List<long>();
        for (var attempt = 2; attempt <= 5; attempt++)
        {
            Say(new TakeSlot());
            Assert.Equal(attempt, _run.Attempt);
            Say(new RecordOutcome(new EffectOutcome(_run.CurrentEffect, EffectResult.ExitCode, "bad", 1, "", 1)));
            if (!_run.IsOver)
                delays.Add(_run.RetryDelayMs);
        }
        Assert.Equal([2_000, 4_000, 8_000], delays);
        Assert.Equal(RunPhase.Stuck, _run.Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_probe_is_asked_first_even_when_the_step_may_be_repeated(bool idempotent)
    {
        Lose(idempotent, Probe);
        Assert.Equal((RunPhase.Running, RunRules.Next.AskProbe), (_run.Phase, RunRules.NextOf(_run)));
        Say(Answer(happened: true));
        Assert.Equal(RunPhase.Verifying, _run.Phase);
    }

    [Fact]
    public void A_probe_that_cannot_tell_leaves_a_step_that_may_be_repeated_to_be_repeated_under_the_same_id()
    {
        Lose(idempotent: true, Probe);
        var effect = _run.CurrentEffect;
        Say(new RecordDoubt("the probe cannot tell: ended with code 2"));
        Assert.Equal((RunRules.Next.Execute, effect), (RunRules.NextOf(_run), _run.CurrentEffect));
    }

    [Fact]
    public void A_probe_that_cannot_tell_leaves_any_other_step_to_a_person()
    {
        Lose(idempotent: false, Probe);
        Say(new RecordDoubt("the probe cannot tell: ended with code 2"));
        Assert.Equal(RunPhase.WaitingForPerson, _run.Phase);
    }

    [Fact]
    public void A_second_crash_neither_asks_again_nor_moves_the_deadline()
    {
        Lose(idempotent: false, probe: null);
        var before = _run;
        _now += 60_000;
        Resume(outcome: null);
        Assert.Same(before, _run);
    }

    [Fact]
    public void A_second_crash_while_the_probe_is_asked_asks_it_again()
    {
        Lose(idempotent: false, Probe);
        Resume(outcome: null);
        Assert.Equal(RunRules.Next.AskProbe, RunRules.NextOf(_run));
    }

    [Fact]
    public void An_answer_that_reached_only_the_ledger_is_taken_at_the_next_start()
    {
        Lose(idempotent: false, probe: null);
        Resume(Answer(happened: true).Outcome);
        Assert.Equal(RunPhase.Verifying, _run.Phase);
    }

    [Fact]
    public void However_long_the_node_was_down_the_question_is_asked()
    {
        _now += _run.Plan.DeadlineMs * 10;
        Lose(idempotent: false, probe: null);
        Assert.Equal(RunPhase.WaitingForPerson, _run.Phase);
    }

    [Fact]
    public void The_probe_of_a_step_says_nothing_about_its_undo()
    {
        var step = Facts.Planned("first", hasUndo: true) with { Probe = Probe };
        _run = RunState.Start(new Planned(Facts.Plan(step) with { Ladder = [Rung.Rollback] }, 1_000));
        Say(new TakeSlot());
        Say(new RecordOutcome(new EffectOutcome(_run.CurrentEffect, EffectResult.Ok, "", 0, "", 1)));
        Say(new RecordVerdict(_run.Plan.Id, 1, false, "no"));
        Say(new TakeSlot());
        Resume(outcome: null);
        Assert.Equal((RunPhase.WaitingForPerson, "undo-first"), (_run.Phase, _run.Step!.Id));
        Say(Answer(happened: true));
        Assert.Equal(RunPhase.RolledBack, _run.Phase);
    }

    [Fact]
    public void Only_what_is_unknown_and_not_asked_about_by_a_probe_can_be_answered()
    {
        Lose(idempotent: false, Probe);
        var id = _run.CurrentEffect;
        Assert.Contains("asks its probe", EffectRules.Refuse(id, Line(null), _run)!.Why, StringComparison.Ordinal);
        Say(new RecordDoubt("?"));
        Assert.Null(EffectRules.Refuse(id, Line(null), _run));
        Assert.Null(EffectRules.Refuse(id, Line(null), null));
        Assert.Null(EffectRules.Refuse(id, Line(null) with { UnknownAt = null }, _run));
        Assert.Contains("carried out", EffectRules.Refuse(id, Line(null) with { UnknownAt = null }, null)!.Why, StringComparison.Ordinal);
        Assert.Contains("finished: ok, done", EffectRules.Refuse(id, Line(Done), _run)!.Why, StringComparison.Ordinal);
        Assert.Contains("does not know it", EffectRules.Refuse(id, null, null)!.Why, StringComparison.Ordinal);
    }

    private EffectOutcome Done => new(_run.CurrentEffect, EffectResult.Ok, "done", 0, "", 5);

    private RecordOutcome Answer(bool happened) =>
        new(EffectRules.Outcome(new EffectProtocol.ResolveEffect(_run.CurrentEffect, happened, "I looked", "uid 1000")));

    private void Lose(bool idempotent, PlannedProbe? probe)
    {
        var at = _run.PlannedAt;
        _run = RunState.Start(new Planned(Facts.Plan(Facts.Planned("mend", idempotent) with { Probe = probe }), at));
        foreach (var fact in RunRules.Decide(_run, Settings, new TakeSlot(), at).Events)
            _run = _run.Apply(fact);
        Resume(outcome: null);
    }

    private void Resume(EffectOutcome? outcome) => Say(new Resume([Line(outcome)]));

    private EffectRecord Line(EffectOutcome? outcome)
    {
        var step = _run.Step!;
        var intent = new EffectIntent(
            _run.CurrentEffect,
            _run.Plan.Id,
            step.Id,
            _run.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromSeconds(1),
            step.Idempotent,
            null
        );
        return new EffectRecord(intent, 1, outcome, outcome is null ? null : 2, UnknownAt: 3);
    }

    private void Say(ICommand command)
    {
        _now += 10;
        foreach (var fact in RunRules.Decide(_run, Settings, command, _now).Events)
            _run = _run.Apply(fact);
    }
}
