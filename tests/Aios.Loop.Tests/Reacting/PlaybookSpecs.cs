using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Reacting;

public sealed class PlaybookSpecs
{
    [Fact]
    public void A_sound_playbook_has_no_fault() => Assert.Empty(PlaybookRules.Check(Facts.Playbook()));

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var faults = PlaybookRules.Check(
            Facts.Playbook("Bad Id", "run.planned") with
            {
                Confidence = 2,
                Timeout = TimeSpan.Zero,
                Steps = [],
            }
        );
        Assert.Equal(
            ["playbook.id", "playbook.confidence", "playbook.timeout", "playbook.on.type", "playbook.steps"],
            faults.Select(fault => fault.Member)
        );
    }

    [Fact]
    public void A_signal_to_whatever_the_event_names_is_allowed_and_needs_a_person()
    {
        var signal = new ActionTemplate.Signal(
            "TERM",
            new Argument.FromEvent("payload.pid", ArgumentKind.Int),
            new Argument.FromEvent("payload.start_time", ArgumentKind.Int)
        );
        var playbook = Facts.Playbook() with
        {
            Otherwise = [new RungTemplate(RungKind.Steps, [Facts.Step("stop") with { Action = signal }])],
        };
        var cause = Facts.Event(1, payload: """{"pid":7,"start_time":8}""");

        Assert.Empty(PlaybookRules.Check(playbook));
        Assert.Equal(ApprovalNeed.One, PlanRules.Plan(playbook, cause).Plan!.Approval);
        Assert.Equal(ApprovalNeed.Auto, PlanRules.Plan(playbook with { OwnOnly = true }, cause).Plan!.Approval);
    }

    [Theory]
    [InlineData("KILL", Risk.Read, "disruptive")]
    [InlineData("KILL", Risk.Reversible, "disruptive")]
    [InlineData("KILL", Risk.Disruptive, null)]
    [InlineData("TERM", Risk.Read, "reversible")]
    [InlineData("TERM", Risk.Reversible, null)]
    public void No_step_says_of_itself_that_it_does_less_than_its_kind_does(string signal, Risk said, string? least)
    {
        var pid = new Argument.FromEvent("payload.pid", ArgumentKind.Int);
        var step = Facts.Step("stop") with { Action = new ActionTemplate.Signal(signal, pid, pid), Risk = said };

        var faults = PlaybookRules.Check(Facts.Playbook() with { Risk = Risk.Disruptive, Steps = [step] });

        if (least is null)
            Assert.Empty(faults);
        else
            Assert.Contains(
                $"at least {least}",
                Assert.Single(faults, fault => fault.Member == "playbook.steps.stop.risk").Allowed,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void An_undo_hurts_by_what_it_does_and_asks_for_people_where_its_step_does_not()
    {
        var pid = new Argument.FromEvent("payload.pid", ArgumentKind.Int);
        var stop = new UndoTemplate(new ActionTemplate.Signal("TERM", pid, pid), null, TimeSpan.FromSeconds(3), false);
        var playbook = Facts.Playbook() with { Risk = Risk.Disruptive, Steps = [Facts.Step("start") with { Undo = stop }] };

        var plan = PlanRules.Plan(playbook, Facts.Event(1, payload: """{"pid":7}""")).Plan!;

        Assert.Empty(PlaybookRules.Check(playbook));
        Assert.Contains(PlaybookRules.Check(playbook with { Risk = Risk.Reversible }), fault => fault.Member == "playbook.risk");
        Assert.Equal((Risk.Disruptive, ApprovalNeed.One), (plan.Steps[0].Risk, plan.Approval));
        playbook = playbook with { Steps = [playbook.Steps[0] with { Risk = Risk.Reversible }] };
        plan = PlanRules.Plan(playbook, Facts.Event(1, payload: """{"pid":7}""")).Plan!;
        Assert.Equal(new UndoTerms(Risk.Disruptive, 3_000, false, null), plan.Steps[0].UndoTerms);
        Assert.Equal((Risk.Reversible, ApprovalNeed.One), (plan.Steps[0].Risk, plan.Approval));
        Assert.Equal(Risk.Disruptive, PlaybookGuard.ShapeOf(playbook).Risk);
    }

    [Fact]
    public void A_pause_counts_with_its_own_length_in_the_deadline()
    {
        var pause = Facts.Step("rest") with { Action = new ActionTemplate.Wait(TimeSpan.FromMinutes(7)) };
        var with = Facts.Playbook() with { Steps = [pause, Facts.Step("mend")] };
        Assert.Equal(PlanRules.DeadlineMs(Facts.Playbook()) + 420_000, PlanRules.DeadlineMs(with));
    }

    [Fact]
    public void No_gate_is_allowed_only_when_nothing_is_changed()
    {
        var none = GateTemplate.Default with { Kind = GateKind.None };
        Assert.Contains(PlaybookRules.Check(Facts.Playbook() with { Verify = none }), fault => fault.Member == "playbook.verify");
        var tell = Facts.Step("tell") with { Action = new ActionTemplate.Notify([new Argument.Literal("hello")]) };
        Assert.Empty(PlaybookRules.Check(Facts.Playbook() with { Verify = none, Steps = [tell], Risk = Risk.Read }));
    }

    [Fact]
    public void Step_ids_are_unique_over_steps_and_rungs() =>
        Assert.Contains(
            PlaybookRules.Check(Facts.Playbook() with { Otherwise = [new RungTemplate(RungKind.Steps, [Facts.Step("mend")])] }),
            fault => fault.Member == "playbook.steps.mend"
        );

    [Fact]
    public void A_program_needs_an_absolute_path_written_down()
    {
        var relative = Facts.Step("mend") with { Action = new ActionTemplate.Process([new Argument.Literal("renice")]) };
        Assert.Contains(
            "absolute path",
            Assert.Single(PlaybookRules.Check(Facts.Playbook() with { Steps = [relative] })).Allowed,
            StringComparison.Ordinal
        );
        var fromEvent = Facts.Step("mend") with
        {
            Action = new ActionTemplate.Process([new Argument.FromEvent("payload.x", ArgumentKind.String)]),
        };
        Assert.Single(PlaybookRules.Check(Facts.Playbook() with { Steps = [fromEvent] }));
    }

    [Fact]
    public void The_deadline_covers_retries_back_offs_and_the_gate()
    {
        // 4 × 30 s, 2 + 4 + 8 s, 60 s for the gate, 60 s for the way back.
        Assert.Equal(120_000 + 14_000 + 60_000 + 60_000, PlanRules.DeadlineMs(Facts.Playbook()));
    }
}
