using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary>What a playbook would make of an event, as an item.</summary>
internal static class TrialItem
{
    public static JsonElement Of(Playbook playbook, Trial trial) =>
        LooseJson.Object(
            ("playbook", playbook.Id.Value),
            ("seq", trial.Recorded.Seq),
            ("event_id", trial.Recorded.Event.Id.Value),
            ("type", trial.Recorded.Event.Type),
            ("timestamp", trial.Recorded.Event.Timestamp),
            ("decided_at", TimeText.Of(trial.AtWall)),
            ("events", trial.Events),
            ("matches", trial.Against is null),
            ("against", trial.Against),
            ("when", playbook.Trigger.When?.Text),
            ("readings", trial.Readings),
            ("plan", trial.Plan is { } plan ? PlanItem.Of(playbook, plan) : null)
        );
}

/// <summary>A plan with all values in place, as an item.</summary>
internal static class PlanItem
{
    public static JsonElement Of(Playbook playbook, RunPlan plan) =>
        LooseJson.Object(
            ("run", plan.Id.Value),
            ("title", plan.Title),
            ("target", plan.Target),
            ("group", plan.Group),
            ("own_only", plan.OwnOnly),
            ("risk", Word(playbook.Risk)),
            ("approval", Word(plan.Approval)),
            ("shadow", plan.IsShadow),
            ("priority", plan.Priority.Text()),
            ("cooldown_ms", plan.CooldownMs),
            ("deadline_ms", plan.DeadlineMs),
            ("retries", plan.Retry.Retries),
            ("steps", plan.Steps.Select(Step)),
            ("gate", GateText(plan.Gate)),
            ("otherwise", plan.Ladder.Select(Rung))
        );

    private static JsonElement Step(PlannedStep step) =>
        LooseJson.Object(
            ("id", step.Id),
            ("kind", step.Action.Kind),
            ("action", ActionText.Of(step.Action)),
            ("risk", Word(step.Risk)),
            ("timeout_ms", step.TimeoutMs),
            ("idempotent", step.Idempotent),
            ("undo", step.Undo is { } undo ? ActionText.Of(undo) : null),
            ("needs_no_undo", step.NeedsNoUndo),
            ("probe", step.Probe is { } probe ? string.Join(' ', probe.Arguments) : null)
        );

    private static JsonElement Rung(Rung rung) => LooseJson.Object(("kind", Word(rung.Kind)), ("steps", rung.Steps.Select(Step)));

    private static string GateText(Gate gate) =>
        gate.Kind switch
        {
            GateKind.None => "none: it only tells people",
            GateKind.Expectation => $"{gate.Expect} within {Ms(gate.WithinMs)}",
            _ when gate.Sensor is null => "no sensor stands behind the event, so that nothing can tell: the run will not end verified",
            _ => $"sensor {gate.Sensor} must say that {gate.SensorTarget} recovered within {Ms(gate.WithinMs)}",
        };

    private static string Ms(long ms) => Faults.Text(TimeSpan.FromMilliseconds(ms));

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
