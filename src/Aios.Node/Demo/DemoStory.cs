using System.Globalization;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Demo;

/// <summary>The log as a story: what belongs to one of the incidents, and the score, with the stage of the loop in front.</summary>
internal sealed class DemoStory(long startedAt, IReadOnlyList<DemoIncident> incidents)
{
    public IEnumerable<string> Of(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        var (stage, text) = Tell(fact);
        var about = fact.TraceId is null ? null : incidents.FirstOrDefault(incident => incident.Trace == fact.TraceId);
        if (stage is null || (about is null && stage != LoopStage.Score))
            yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{(fact.Timestamp - startedAt) / 1000.0, 6:0.0} s  {stage.Value.ToString().ToLowerInvariant(), -9} {about?.Name, -8} {text}"
        );
    }

    private static (LoopStage? Stage, string Text) Tell(Event fact) =>
        fact.Type switch
        {
            EventTypes.ThresholdCandidate => (
                LoopStage.Sense,
                $"candidate: {Text(fact, "sensor")} of {Name(fact)} at {Number(fact, "value")} {Text(fact, "unit")}"
            ),
            EventTypes.ProcessCpuHigh => (
                LoopStage.Sense,
                $"confirmed: {Name(fact)} at {Number(fact, "value")} % of one core for {Number(fact, "held_ms", 1e-3)} s"
            ),
            EventTypes.FileLarge => (
                LoopStage.Sense,
                $"confirmed: {Name(fact)} holds {Number(fact, "size_bytes", 1.0 / (1 << 20))} MiB, allowed are {Number(fact, "threshold", 1.0 / (1 << 20))}"
            ),
            EventTypes.ProcessStopped => (LoopStage.Sense, $"confirmed: {Name(fact)} does not run any more"),
            EventTypes.ProcessStarted => (LoopStage.Sense, $"{Name(fact)} runs again"),
            EventTypes.Recovered => (LoopStage.Sense, $"recovered: {Name(fact)}{(Text(fact, "gone") == "true" ? " is gone" : "")}"),
            EventTypes.SchedulerDecision when Text(fact, "event_type") != EventTypes.ThresholdCandidate => (
                LoopStage.Schedule,
                $"{Text(fact, "action")}: {Text(fact, "event_type")} after {Text(fact, "waited_ms")} ms"
            ),
            EventTypes.ReactorMatched => (LoopStage.React, $"playbook {Text(fact, "playbook")}: {Text(fact, "reason")}"),
            "run.step-started" => (LoopStage.React, $"step {Text(fact, "step")}, attempt {Text(fact, "attempt")}"),
            "run.step-succeeded" => (LoopStage.React, $"step {Text(fact, "step")}: {Text(fact, "detail")}"),
            "run.step-failed" => (LoopStage.React, $"step {Text(fact, "step")} failed: {Text(fact, "detail")}"),
            "run.verifying" => (LoopStage.Verify, "did it work? asking the sensor"),
            "run.failed" => (LoopStage.Verify, $"no: {Text(fact, "reason")}"),
            "run.otherwise" => (LoopStage.React, $"otherwise: {Text(fact, "kind").ToLowerInvariant()}"),
            "run.verified" => (LoopStage.Verify, $"yes: {Text(fact, "reason")}"),
            "run.stuck" => (LoopStage.Verify, $"stuck: {Text(fact, "reason")}"),
            EventTypes.ScoreUpdated => (LoopStage.Score, $"score {Number(fact, "score", digits: 3)}"),
            _ => (null, ""),
        };

    private static string Name(Event fact) =>
        Text(fact, "pid") is { Length: > 0 } pid
            ? $"{Text(fact, "name")} (pid {pid})"
            : Path.GetFileNameWithoutExtension(Text(fact, "target").Split('#')[0]);

    private static string Text(Event fact, string member) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty(member, out var value)
            ? Shown.Clean(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())
            : "";

    private static string Number(Event fact, string member, double factor = 1, int digits = 1) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.Number
            ? (value.GetDouble() * factor).ToString($"F{digits}", CultureInfo.InvariantCulture)
            : "?";
}
