using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>The decisions that the log holds: which of its events are one, and what they say about earlier ones.</summary>
public static class DecisionReading
{
    private const string RunSource = "aios/run";
    private const string Verification = "verification ";

    /// <summary>One of these or neither. A payload that is not as this node writes it throws.</summary>
    /// <exception cref="FormatException">The event should be a decision, and a member is missing or of the wrong kind.</exception>
    public static (DecisionEntry? Entry, DecisionChange? Change) Read(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        if (fact.Payload is not { ValueKind: JsonValueKind.Object } payload || !fact.Source.StartsWith("aios/", StringComparison.Ordinal))
            return (null, null);
        return fact.Type switch
        {
            EventTypes.ReactorMatched => (Match(recorded, payload), null),
            EventTypes.ReactorSkipped => (Skip(recorded, payload), null),
            EventTypes.ReactorWaiting => (Wait(recorded, payload), null),
            EventTypes.SchedulerDecision or EventTypes.SchedulerQueueFull => (
                Entry(recorded, ScheduleReading.Read(payload), null, DecisionOutcome.Success),
                null
            ),
            EventTypes.ScoreDegraded or EventTypes.ScoreRecovered => (
                Level(recorded, payload),
                new DecisionChange(
                    recorded.Seq,
                    fact.Timestamp,
                    LoopStage.Score,
                    null,
                    DecisionOutcome.Superseded,
                    $"{fact.Type} came later"
                )
            ),
            EventTypes.EffectResolved => (Answer(recorded, payload), null),
            EventTypes.ApprovalGranted => (Approval(recorded, payload, "yes"), null),
            EventTypes.ApprovalDenied => (Approval(recorded, payload, "no"), null),
            "run.failed" when fact.Source == RunSource && Need(payload, "reason").StartsWith(Verification, StringComparison.Ordinal) => (
                Verdict(recorded, payload, "no"),
                null
            ),
            "run.verified" when fact.Source == RunSource => (
                Verdict(recorded, payload, "yes"),
                End(recorded, payload, DecisionOutcome.Success)
            ),
            "run.stuck" or "run.rolled-back" or "run.cancelled" or "run.denied" or "run.expired" when fact.Source == RunSource => (
                null,
                End(recorded, payload, DecisionOutcome.Failed)
            ),
            "run.shadowed" when fact.Source == RunSource => (null, End(recorded, payload, DecisionOutcome.Superseded)),
            _ => (null, null),
        };
    }

    private static DecisionEntry Match(RecordedEvent recorded, JsonElement payload)
    {
        var (chosen, run) = (Need(payload, "playbook"), Need(payload, "run"));
        return Entry(
            recorded,
            About(
                LoopStage.React,
                $"which playbook answers {Need(payload, "event_type")} (event {Number(payload, "event_seq")})",
                payload,
                chosen
            ) with
            {
                Confidence = Share(payload, "confidence"),
                Policy = Text(payload, "policy"),
                Tags = ["matched", chosen, Need(payload, "event_type")],
                Consequences = [$"run {run}"],
            },
            run,
            DecisionOutcome.Pending
        );
    }

    private static DecisionEntry Skip(RecordedEvent recorded, JsonElement payload) =>
        Entry(
            recorded,
            About(
                LoopStage.React,
                $"which playbook answers {Need(payload, "event_type")} (event {Number(payload, "event_seq")})",
                payload,
                null
            ) with
            {
                Tags = ["skipped", Need(payload, "event_type")],
            },
            null,
            DecisionOutcome.Success
        );

    private static DecisionEntry Wait(RecordedEvent recorded, JsonElement payload)
    {
        var chosen = Need(payload, "playbook");
        return Entry(
            recorded,
            About(
                LoopStage.React,
                $"which playbook answers {Need(payload, "event_type")} (event {Number(payload, "event_seq")})",
                payload,
                chosen
            ) with
            {
                Tags = ["waiting", chosen, Need(payload, "event_type")],
            },
            null,
            DecisionOutcome.Success
        );
    }

    private static DecisionEntry Verdict(RecordedEvent recorded, JsonElement payload, string said)
    {
        var run = Need(payload, "run");
        var reason = Need(payload, "reason");
        return Entry(
            recorded,
            new DecisionRecord(
                LoopStage.Verify,
                $"did run {run} of {Need(payload, "playbook")} work?",
                [
                    new("yes", said == "yes" ? 1 : 0, said == "yes" ? reason : ""),
                    new("no", said == "no" ? 1 : 0, said == "no" ? reason : ""),
                ],
                said,
                reason
            )
            {
                Tags = [said == "yes" ? "passed" : "failed", Need(payload, "playbook")],
                Consequences = [said == "yes" ? "the run is over" : "the ladder is climbed, or the run is stuck"],
            },
            run,
            DecisionOutcome.Success
        );
    }

    private static DecisionEntry Level(RecordedEvent recorded, JsonElement payload)
    {
        var level =
            recorded.Event.Type == EventTypes.ScoreRecovered ? "healthy"
            : recorded.Event.Severity == Severity.Critical ? "critical"
            : "degraded";
        var parts = payload.TryGetProperty("parts", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var options =
            parts.ValueKind == JsonValueKind.Object
                ? parts
                    .EnumerateObject()
                    .Select(part => new DecisionOption(
                        part.Name,
                        Share(part.Value, "contribution") ?? 0,
                        Text(part.Value, "because") ?? ""
                    ))
                    .ToArray()
                : [];
        return Entry(
            recorded,
            new DecisionRecord(LoopStage.Score, "how well the node does", options, level, $"the score is {Need(payload, "score")}")
            {
                Tags = [level],
            },
            null,
            DecisionOutcome.Pending
        );
    }

    private static DecisionEntry Answer(RecordedEvent recorded, JsonElement payload)
    {
        var said = Need(payload, "as");
        return Entry(
            recorded,
            new DecisionRecord(
                LoopStage.React,
                $"did effect {Need(payload, "effect")} happen?",
                [new("happened", said == "happened" ? 1 : 0, ""), new("not-happened", said == "happened" ? 0 : 1, "")],
                said,
                Text(payload, "reason") is { Length: > 0 } reason ? reason : "no reason was given"
            )
            {
                Stakeholders = [Need(payload, "by")],
                Tags = ["answer", said],
                Consequences = [said == "happened" ? "the run goes on behind the step" : "the step is tried again"],
            },
            Need(payload, "run"),
            DecisionOutcome.Success
        );
    }

    private static DecisionEntry Approval(RecordedEvent recorded, JsonElement payload, string said)
    {
        var (run, reason) = (Need(payload, "run"), Text(payload, "reason"));
        return Entry(
            recorded,
            new DecisionRecord(
                LoopStage.React,
                $"may run {run} go on? {Need(payload, "text")}",
                [new("yes", said == "yes" ? 1 : 0, ""), new("no", said == "no" ? 1 : 0, "")],
                said,
                reason is { Length: > 0 } ? reason : "no reason was given"
            )
            {
                Stakeholders = [Need(payload, "by")],
                Tags = ["approval", said == "yes" ? "granted" : "denied", Need(payload, "playbook")],
                Consequences = [said == "yes" ? "the run goes on" : "the run ends"],
            },
            run,
            DecisionOutcome.Success
        );
    }

    private static DecisionChange End(RecordedEvent recorded, JsonElement payload, DecisionOutcome outcome) =>
        new(
            recorded.Seq,
            recorded.Event.Timestamp,
            LoopStage.React,
            Need(payload, "run"),
            outcome,
            $"{recorded.Event.Type}: {Text(payload, "reason")}"
        );

    private static DecisionRecord About(LoopStage stage, string context, JsonElement payload, string? chosen) =>
        new(
            stage,
            context,
            payload.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Array
                ?
                [
                    .. options
                        .EnumerateArray()
                        .Select(option => new DecisionOption(
                            Need(option, "name"),
                            Share(option, "score") ?? 0,
                            Text(option, "reason") ?? ""
                        )),
                ]
                : [],
            chosen,
            Need(payload, "reason")
        );

    private static DecisionEntry Entry(RecordedEvent recorded, DecisionRecord record, string? run, DecisionOutcome outcome) =>
        new(
            recorded.Seq,
            recorded.Event.Id.Value,
            recorded.Event.Timestamp,
            record,
            recorded.Event.CauseId,
            recorded.Event.TraceId,
            run,
            outcome
        );

    internal static string Need(JsonElement payload, string name) =>
        Text(payload, name) ?? throw new FormatException($"{name} is missing or of the wrong kind");

    internal static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    internal static long Number(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw new FormatException($"{name} is missing or no whole number");

    private static double? Share(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
