using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Effects.Approvals;

public sealed class ApprovalRulesSpecs
{
    private static readonly PlannedStep Signal = Facts.Planned("stop") with
    {
        Action = new EffectAction.SendSignal(7, 8, "TERM"),
        Risk = Risk.Disruptive,
    };

    [Theory]
    [InlineData(Risk.Read, ApprovalNeed.Auto, Severity.Critical, ApprovalNeed.Auto)]
    [InlineData(Risk.Reversible, ApprovalNeed.Auto, Severity.Error, ApprovalNeed.Auto)]
    [InlineData(Risk.Reversible, ApprovalNeed.Auto, Severity.Critical, ApprovalNeed.One)]
    [InlineData(Risk.Disruptive, ApprovalNeed.Auto, Severity.Info, ApprovalNeed.One)]
    [InlineData(Risk.Destructive, ApprovalNeed.Auto, Severity.Info, ApprovalNeed.Two)]
    [InlineData(Risk.Destructive, ApprovalNeed.One, Severity.Info, ApprovalNeed.Two)]
    [InlineData(Risk.Read, ApprovalNeed.Two, Severity.Info, ApprovalNeed.Two)]
    public void The_risk_demands_and_the_author_may_only_raise(Risk risk, ApprovalNeed wish, Severity severity, ApprovalNeed expected) =>
        Assert.Equal(expected, ApprovalRules.NeedOf(Facts.Plan(Facts.Planned("one") with { Risk = risk }), wish, severity));

    [Fact]
    public void The_riskiest_step_counts_those_of_the_ladder_included()
    {
        var plan = Facts.Plan(Facts.Planned("one")) with { Ladder = [new Rung(RungKind.Steps, [Signal])] };
        Assert.Equal(ApprovalNeed.One, ApprovalRules.NeedOf(plan, ApprovalNeed.Auto, Severity.Warn));
        Assert.Equal(ApprovalNeed.Auto, ApprovalRules.NeedOf(plan with { OwnOnly = true }, ApprovalNeed.Auto, Severity.Warn));
    }

    [Fact]
    public void A_program_that_disrupts_needs_a_yes_also_where_only_own_children_are_meant()
    {
        var plan = Facts.Plan(Facts.Planned("one") with { Risk = Risk.Disruptive }) with { OwnOnly = true };
        Assert.Equal(ApprovalNeed.One, ApprovalRules.NeedOf(plan, ApprovalNeed.Auto, Severity.Warn));
    }

    [Fact]
    public void The_hash_changes_with_everything_that_would_be_done()
    {
        var plan = Facts.Plan(Facts.Planned("one", hasUndo: true));
        var one = plan.Steps[0];
        RunPlan[] others =
        [
            plan with
            {
                Version = 2,
            },
            plan with
            {
                Target = "disk//var",
            },
            plan with
            {
                Playbook = new PlaybookId("other"),
            },
            With(one with { Action = new EffectAction.RunProcess(["/usr/bin/true", "-f"]) }),
            With(one with { Action = new EffectAction.RunProcess(["/usr/bin/true", ""]) }),
            With(one with { Undo = null }),
            With(one with { Risk = Risk.Read }),
            With(one with { UndoTerms = new UndoTerms(Risk.Disruptive, 1_000, true, null) }),
            With(one, Signal),
            plan with
            {
                Ladder = [new Rung(RungKind.Steps, [Signal])],
            },
        ];
        string[] hashes =
        [
            ApprovalRules.HashOf(plan, null),
            ApprovalRules.HashOf(plan, "one"),
            .. others.Select(other => ApprovalRules.HashOf(other, null)),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(hashes[0], ApprovalRules.HashOf(plan with { DeadlineMs = 1 }, null));

        RunPlan With(params PlannedStep[] steps) => plan with { Steps = steps };
    }

    [Fact]
    public void Arguments_cannot_be_shifted_into_one_another()
    {
        var one = Facts.Plan(Facts.Planned("one") with { Action = new EffectAction.RunProcess(["/bin/a", "b\",\"c"]) });
        var other = Facts.Plan(Facts.Planned("one") with { Action = new EffectAction.RunProcess(["/bin/a", "b", "c"]) });
        Assert.NotEqual(ApprovalRules.HashOf(one, null), ApprovalRules.HashOf(other, null));
    }
}
