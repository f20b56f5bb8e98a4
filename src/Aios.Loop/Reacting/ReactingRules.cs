using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Reacting;

/// <summary>Which playbook answers an event, and why the others do not.</summary>
public static class ReactingRules
{
    public static Decision<IEvent> React(ReactingState state, Catalog catalog, RecordedEvent recorded, Moment now)
    {
        if (state.PlannedFor.TryGetValue(recorded.Seq, out var known))
            return Skip(recorded, [], $"run {known} was planned for this event already");
        if (SaysOver(recorded.Event))
            return Skip(recorded, [], "it says that something is over");

        var scope = new EventScope(recorded);
        var options = new List<DecisionOption>();
        var fit = new List<(Playbook Playbook, RunPlan Plan)>();
        foreach (var playbook in catalog.Candidates(recorded.Event.Type))
        {
            var (plan, against) = Consider(state, playbook, recorded, scope, now);
            if (plan is not null)
                fit.Add((playbook, plan));
            else
                options.Add(new DecisionOption(playbook.Id.Value, playbook.Confidence, against!));
        }
        if (fit.Count == 0)
            return Skip(recorded, options, options.Count == 0 ? "no playbook asks for it" : "every candidate has a reason against it");

        fit.Sort(static (a, b) => Compare(a.Playbook, b.Playbook));
        var best = fit[0];
        var lost = fit.Skip(1)
            .Select(other => new DecisionOption(other.Playbook.Id.Value, other.Playbook.Confidence, $"{best.Playbook.Id} ranks before it"));
        var record = new DecisionRecord(
            LoopStage.React,
            $"{recorded.Event.Type} from {Shown.Clean(recorded.Event.Source)}",
            [new DecisionOption(best.Playbook.Id.Value, best.Playbook.Confidence, "chosen"), .. lost, .. options],
            best.Playbook.Id.Value,
            fit.Count == 1 ? "the only one that fits" : "highest confidence, then the more specific trigger, then the newer version"
        )
        {
            Confidence = best.Playbook.Confidence,
            Policy = $"{best.Playbook.Id} version {best.Playbook.Version}",
        };
        return new Decision<IEvent>([new Matched(best.Plan, record, now.Wall)], null, record);
    }

    /// <summary>Best first: confidence, an exact type before a prefix, a condition before none, the newer version, the id.</summary>
    public static int Compare(Playbook a, Playbook b) =>
        b.Confidence.CompareTo(a.Confidence) is var confidence and not 0 ? confidence
        : Specificity(b).CompareTo(Specificity(a)) is var specific and not 0 ? specific
        : b.Version.CompareTo(a.Version) is var version and not 0 ? version
        : string.CompareOrdinal(a.Id.Value, b.Id.Value);

    private static int Specificity(Playbook playbook) =>
        (playbook.Trigger.IsPrefix ? playbook.Trigger.Prefix.Count(c => c == '.') : 1000) * 2 + (playbook.Trigger.When is null ? 0 : 1);

    private static (RunPlan? Plan, string? Against) Consider(
        ReactingState state,
        Playbook playbook,
        RecordedEvent recorded,
        EventScope scope,
        Moment now
    )
    {
        if (!playbook.Enabled)
            return (null, "it is disabled");
        if (playbook.Trigger.When is { } when && !when.Evaluate(scope).IsTrue)
            return (null, when.Explain(scope) ?? "its condition does not hold");
        var group = PlanRules.GroupOf(playbook, recorded);
        if (state.CoolUntil.TryGetValue((playbook.Id, group), out var until) && until > now.Wall)
            return (null, $"it rests for another {(until - now.Wall + 999) / 1000} s");
        if (state.BusyTargets.TryGetValue(PlanRules.TargetOf(playbook, recorded.Event, group), out var busy))
            return (null, $"run {busy} is acting on the same target");
        var (plan, why) = PlanRules.Plan(playbook, recorded);
        return (plan, why);
    }

    private static Decision<IEvent> Skip(RecordedEvent recorded, IReadOnlyList<DecisionOption> options, string reason)
    {
        var record = new DecisionRecord(
            LoopStage.React,
            $"{recorded.Event.Type} from {Shown.Clean(recorded.Event.Source)}",
            options,
            null,
            reason
        );
        return new Decision<IEvent>([new Skipped(recorded.Seq, reason, record)], null, record);
    }

    private static bool SaysOver(Event fact) =>
        EventTypes.SaysOver(fact.Type)
        || fact.Payload is { ValueKind: JsonValueKind.Object } payload
            && payload.TryGetProperty("status", out var status)
            && status.ValueKind == JsonValueKind.String
            && status.ValueEquals("resolved");
}
