using System.Text.Json.Nodes;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Playbooks;

/// <summary>A loaded playbook as JSON; durations carry their unit in the name.</summary>
internal static class PlaybookJson
{
    public static JsonObject Of(Playbook playbook) =>
        new()
        {
            ["id"] = playbook.Id.Value,
            ["version"] = playbook.Version,
            ["title"] = playbook.Title,
            ["enabled"] = playbook.Enabled,
            ["on"] = TriggerView.Json(playbook.Trigger),
            ["when_busy"] = TriggerView.Word(playbook.WhenBusy),
            ["targets"] = PlaybookText.Reach(playbook),
            ["confidence"] = playbook.Confidence,
            ["risk"] = PlaybookText.Word(playbook.Risk),
            ["approval"] = PlaybookText.Word(playbook.Approval),
            ["cooldown_ms"] = Ms(playbook.Cooldown),
            ["timeout_ms"] = Ms(playbook.Timeout),
            ["deadline_ms"] = PlanRules.DeadlineMs(playbook),
            ["retry"] = new JsonObject
            {
                ["retries"] = playbook.Retry.Retries,
                ["min_ms"] = playbook.Retry.MinMs,
                ["factor"] = playbook.Retry.Factor,
                ["max_ms"] = playbook.Retry.MaxMs,
                ["jitter"] = playbook.Retry.Jitter,
                ["on"] = List(playbook.Retry.On, result => ResultWord(result)),
            },
            ["steps"] = List(playbook.Steps, step => Step(playbook, step)),
            ["verify"] =
                playbook.Verify.Kind == GateKind.None
                    ? null
                    : new JsonObject
                    {
                        ["kind"] = playbook.Verify.Kind == GateKind.Expectation ? "expectation" : "sensor-recovered",
                        ["after_ms"] = Ms(playbook.Verify.After),
                        ["within_ms"] = Ms(playbook.Verify.Within),
                        ["expect"] = playbook.Verify.Expect,
                    },
            ["otherwise"] = List(
                playbook.Otherwise,
                rung => new JsonObject
                {
                    ["kind"] = PlaybookText.Word(rung.Kind),
                    ["steps"] = List(rung.Steps, step => Step(playbook, step)),
                }
            ),
            ["origin"] = playbook.Origin.ToString(),
        };

    private static JsonObject Step(Playbook playbook, StepTemplate step) =>
        new()
        {
            ["id"] = step.Id,
            ["action"] = Action(step.Action),
            ["risk"] = PlaybookText.Word(PlaybookRules.RiskOf(playbook, step)),
            ["timeout_ms"] = Ms(step.Timeout ?? playbook.Timeout),
            ["idempotent"] = step.Idempotent,
            ["undo"] = step.Undo is { } undo
                ? new JsonObject
                {
                    ["action"] = Action(undo.Action),
                    ["risk"] = PlaybookText.Word(PlaybookRules.UndoRiskOf(playbook, step)),
                    ["timeout_ms"] = Ms(undo.Timeout ?? step.Timeout ?? playbook.Timeout),
                    ["idempotent"] = undo.Idempotent,
                    ["probe"] = Probe(undo.Probe),
                }
                : null,
            ["needs_no_undo"] = step.NeedsNoUndo,
            ["probe"] = Probe(step.Probe),
        };

    private static JsonObject? Probe(ProbeTemplate? probe) =>
        probe is null ? null : new() { ["process"] = List(probe.Action.Arguments, Argument), ["timeout_ms"] = Ms(probe.Timeout) };

    private static JsonObject Action(ActionTemplate action) =>
        action switch
        {
            ActionTemplate.Process process => new() { ["process"] = List(process.Arguments, Argument) },
            ActionTemplate.Signal signal => new()
            {
                ["signal"] = signal.Name,
                ["pid"] = Argument(signal.Pid),
                ["start_time"] = Argument(signal.StartTime),
            },
            ActionTemplate.Notify notify => new() { ["notify"] = List(notify.Parts, Argument) },
            ActionTemplate.Wait pause => new() { ["wait_ms"] = Ms(pause.Delay) },
            ActionTemplate.Approve ask => new() { ["approve"] = ask.Text },
            _ => throw new InvalidOperationException($"no JSON for {action.GetType().Name}"),
        };

    private static JsonNode? Argument(Argument argument) =>
        argument is Argument.FromEvent from
            ? new JsonObject { ["from"] = from.Path, ["as"] = PlaybookText.Word(from.As) }
            : PlaybookText.Text(argument);

    private static string ResultWord(EffectResult result) =>
        result switch
        {
            EffectResult.ExitCode => "exit-code",
            EffectResult.NotFound => "not-found",
            _ => PlaybookText.Word(result),
        };

    private static long Ms(TimeSpan value) => (long)value.TotalMilliseconds;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> each) => [.. items.Select(each)];
}
