using System.Globalization;
using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>One record as a line for people; what a later version added shows by its reason.</summary>
internal static class ChainText
{
    private static readonly string[] Told = ["step", "reason", "text", "detail", "by"];

    public static string Of(Event fact, IReadOnlyDictionary<EffectId, EffectRecord> effects, string? scoreBefore) =>
        fact.Type switch
        {
            EventTypes.SchedulerDecision or EventTypes.SchedulerQueueFull =>
                $"{Said(fact, "action")}: {Said(fact, "reason")}, waited {Said(fact, "waited_ms")} ms",
            EventTypes.ReactorMatched =>
                $"{Said(fact, "playbook")} answers it: {Said(fact, "reason")}{Others(fact, Said(fact, "playbook"))}",
            EventTypes.ReactorSkipped => $"nothing answers it: {Said(fact, "reason")}{Others(fact, null)}",
            "run.planned" => $"run {Said(fact, "run")}{Plan(fact)}",
            "run.step-started" => $"{Attempt(fact)} started{Action(fact, effects)}",
            "run.step-succeeded" => $"{Attempt(fact)} ok in {Said(fact, "duration_ms")} ms: {Said(fact, "detail")}",
            "run.step-failed" => $"{Attempt(fact)} {Said(fact, "result")} in {Said(fact, "duration_ms")} ms: {Said(fact, "detail")}",
            "run.waiting" => $"{Said(fact, "step")} #{Said(fact, "next_attempt")} in {Said(fact, "delay_ms")} ms",
            "run.verifying" => $"the gate is asked, round {Said(fact, "round")}",
            "run.otherwise" => $"the next rung of the ladder: {Said(fact, "kind").ToLowerInvariant()}",
            EventTypes.IncidentOpened =>
                $"{Said(fact, "incident")} opened: {Said(fact, "family")} on {Said(fact, "target")}, {Said(fact, "time_to_detect_ms")} ms after the first sign",
            EventTypes.IncidentResolved =>
                $"{Said(fact, "incident")} resolved: {Said(fact, "reason")}, {Said(fact, "time_to_recover_ms")} ms after it opened",
            EventTypes.IncidentReopened => $"{Said(fact, "incident")} reopened by {Said(fact, "event_type")}",
            EventTypes.IncidentAcknowledged => $"{Said(fact, "incident")} acknowledged by {Said(fact, "by")}{Because(fact)}",
            _ when ChainRules.StageOf(fact.Type) == "score" =>
                $"{fact.Type} {(scoreBefore is null ? "" : $"{scoreBefore} → ")}{Score(fact)}",
            _ when EventTypes.Family(fact.Type) is "run" or "effect" or "approval" => $"{fact.Type.Replace("run.", "")}{Rest(fact)}",
            _ => $"{fact.Type}, {fact.Severity.Text()}, from {fact.Source}{Reading(fact)}",
        };

    public static string Score(Event fact) =>
        double.TryParse(ChainRules.Text(fact, "score"), NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            ? score.ToString("0.000", CultureInfo.InvariantCulture)
            : "?";

    private static string Said(Event fact, string name) => ChainRules.Text(fact, name) ?? "?";

    private static string Attempt(Event fact) => $"{Said(fact, "step")} #{Said(fact, "attempt")}";

    private static string Because(Event fact) => ChainRules.Text(fact, "reason") is { Length: > 0 } reason ? $": {reason}" : "";

    private static string Rest(Event fact)
    {
        var said = Told.Select(name => ChainRules.Text(fact, name)).Where(text => !string.IsNullOrEmpty(text)).ToList();
        return said.Count == 0 ? "" : $": {string.Join(", ", said)}";
    }

    private static string Reading(Event fact)
    {
        if (ChainRules.Text(fact, "value") is not { } value)
            return ChainRules.Text(fact, "text") is { } text ? $": {text}" : "";
        var unit = ChainRules.Text(fact, "unit") is { } name ? $" {name}" : "";
        return $": {value}{unit}" + (ChainRules.Text(fact, "threshold") is { } bound ? $" over {bound}" : "");
    }

    private static string Action(Event fact, IReadOnlyDictionary<EffectId, EffectRecord> effects)
    {
        if (ChainRules.Text(fact, "run") is not { } run || !int.TryParse(Said(fact, "attempt"), out var attempt))
            return "";
        var id = EffectIntent.IdOf(new RunId(run), Said(fact, "step"), attempt);
        return effects.TryGetValue(id, out var record)
            ? record.Intent.Action switch
            {
                EffectAction.RunProcess process => $": {string.Join(' ', process.Arguments)}",
                EffectAction.SendSignal signal => $": {signal.Signal} to process {signal.Pid}",
                EffectAction.Notify notify => $": tell '{notify.Text}'",
                var other => $": {ActionLine.Of(other)}",
            }
            : "";
    }

    private static string Plan(Event fact)
    {
        if (fact.Payload is not { } payload || !payload.TryGetProperty("plan", out var plan) || plan.ValueKind != JsonValueKind.Object)
            return " planned";
        var steps = plan.TryGetProperty("steps", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        var target = plan.TryGetProperty("target", out var on) && on.ValueKind == JsonValueKind.String ? $" on {on.GetString()}" : "";
        return $" planned: {steps} {(steps == 1 ? "step" : "steps")}{target}";
    }

    private static string Others(Event fact, string? chosen)
    {
        if (
            fact.Payload is not { } payload
            || !payload.TryGetProperty("options", out var options)
            || options.ValueKind != JsonValueKind.Array
        )
            return "";
        var told = options
            .EnumerateArray()
            .Select(option => (Name: Member(option, "name"), Reason: Member(option, "reason")))
            .Where(option => option.Name != chosen)
            .Take(5)
            .Select(option => $"not {option.Name}: {option.Reason}");
        return string.Concat(told.Select(text => $"; {text}"));
    }

    private static string? Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
