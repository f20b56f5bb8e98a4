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
    public void A_signal_is_refused_unless_the_playbook_acts_on_own_children_only()
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
        var fault = Assert.Single(PlaybookRules.Check(playbook));
        Assert.Equal(("playbook.steps.stop.risk", "disruptive"), (fault.Member, fault.Value));
        Assert.Contains("targets = own-children", fault.Allowed, StringComparison.Ordinal);
        Assert.Empty(PlaybookRules.Check(playbook with { OwnOnly = true }));
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
