using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>Hashes of what a playbook's file says.</summary>
/// <param name="Meaning">Of trigger, steps, gate, risk and reach: what neither version, title nor times change.</param>
/// <param name="Steps">Of everything that it does.</param>
public sealed record PlaybookPrint(string Meaning, string Steps)
{
    public static PlaybookPrint None { get; } = new("", "");
}

/// <summary>Asks the safeguards about a playbook, and puts what they say into its plan.</summary>
public static class PlaybookGuard
{
    public static PlaybookShape ShapeOf(Playbook playbook) =>
        new(playbook.Print.Meaning, playbook.Print.Steps, MostRisk(playbook), ScopeOf(playbook));

    public static PlaybookFacts FactsOf(Playbook playbook) =>
        new(playbook.Id, playbook.Enabled, ShapeOf(playbook), playbook.Shipped, MostRisk(playbook));

    public static TargetScope ScopeOf(Playbook playbook) =>
        playbook.OwnOnly ? TargetScope.OwnChildren
        : playbook.ListedOnly ? TargetScope.Listed
        : TargetScope.Any;

    /// <summary>What is left of a plan once the safeguards had their say. Without a guard everything may act.</summary>
    public static Considered Guarded(Guard? guard, Considered considered, RecordedEvent cause, Moment now)
    {
        if (guard is null || considered.Plan is not { } plan)
            return considered;
        var (playbook, scope) = (considered.Playbook, new EventScope(cause));
        var verdict = SafetyRules.Judge(guard, FactsOf(playbook), plan.Target, cause.Event, scope, now.Wall);
        return verdict is SafetyVerdict.Against no
            ? Considered.No(playbook, no.Reason)
            : considered with
            {
                Plan = Obeying(plan, verdict),
                WaitsFor = verdict is SafetyVerdict.Shadow ? null : considered.WaitsFor,
                Verdict = verdict,
            };
    }

    /// <summary>The condition under which it may act, as its option in the decision record shows it.</summary>
    internal static string Told(string reason, Considered considered)
    {
        var (plan, verdict) = (considered.Plan!, considered.Verdict);
        if (verdict is SafetyVerdict.Shadow shadow)
            return $"{reason}; {shadow.Why}";
        return reason
            + plan.Approval switch
            {
                ApprovalNeed.Auto => "",
                ApprovalNeed.One => "; needs the yes of one person",
                _ => "; needs the yes of two people",
            }
            + (verdict is SafetyVerdict.NeedsApproval asked ? $": {asked.Why}" : "")
            + (verdict.DoublesCooldown ? $"; it succeeds seldom, so it rests for {plan.CooldownMs / 1000} s afterwards" : "");
    }

    private static RunPlan Obeying(RunPlan plan, SafetyVerdict verdict) =>
        plan with
        {
            IsShadow = verdict is SafetyVerdict.Shadow,
            Approval = verdict is SafetyVerdict.NeedsApproval asked && asked.Need > plan.Approval ? asked.Need : plan.Approval,
            CooldownMs = verdict.DoublesCooldown ? SafetyRules.Doubled(plan.CooldownMs) : plan.CooldownMs,
        };

    private static Risk MostRisk(Playbook playbook) =>
        PlaybookRules.AllSteps(playbook).Select(step => PlaybookRules.MostRiskOf(playbook, step)).Append(Risk.Read).Max();
}
