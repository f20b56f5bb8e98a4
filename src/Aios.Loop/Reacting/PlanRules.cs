using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>Puts the values of one event into one playbook. A value that is missing or not of its kind is a refusal, never a guess.</summary>
public static class PlanRules
{
    private const int LongestKeptPayload = 64 * 1024;

    /// <summary>
    /// The same event and playbook always give the same id. 48 bits of SHA-256 over source, id and playbook: two of 100,000 runs of one
    /// playbook share an id with a probability below 2 in 100,000.
    /// </summary>
    public static RunId IdOf(Event cause, PlaybookId playbook)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{cause.Source}\n{cause.Id}\n{playbook}"));
        return new RunId($"{playbook}-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}");
    }

    /// <summary>The target that a run acts on: what the sensor named, else the playbook and its group.</summary>
    public static string TargetOf(Playbook playbook, Event cause, string group) =>
        AlertKey.Of(cause) is { } key ? $"{key.Sensor}/{key.Target}" : $"{playbook.Id}/{group}";

    public static string GroupOf(Playbook playbook, RecordedEvent cause) =>
        string.Join('|', playbook.Trigger.GroupBy.Select(path => Find(cause.Event, path) is { } value ? Text(value) : ""));

    /// <returns>The plan, or why there is none.</returns>
    public static (RunPlan? Plan, string? Why) Plan(Playbook playbook, RecordedEvent cause)
    {
        try
        {
            var group = GroupOf(playbook, cause);
            var alert = AlertKey.RaisedBy(cause.Event);
            var gate = new Gate(
                playbook.Verify.Kind,
                alert?.Sensor,
                alert?.Target,
                (long)playbook.Verify.After.TotalMilliseconds,
                (long)playbook.Verify.Within.TotalMilliseconds,
                playbook.Verify.Expect
            );
            var id = IdOf(cause.Event, playbook.Id);
            PlannedStep[] steps = [.. Kept(playbook, id), .. playbook.Steps.Select(step => Step(playbook, step, cause.Event, id))];
            var plan = new RunPlan(
                id,
                playbook.Id,
                playbook.Version,
                playbook.Title,
                cause.Seq,
                cause.Event.Id,
                cause.Event.Type,
                cause.Event.TraceId,
                cause.Event.Priority,
                Kept(cause.Event.Payload),
                group,
                (long)playbook.Cooldown.TotalMilliseconds,
                TargetOf(playbook, cause.Event, group),
                playbook.OwnOnly,
                steps,
                playbook.Retry,
                gate,
                [
                    .. playbook.Otherwise.Select(rung => new Rung(
                        rung.Kind,
                        [.. rung.Steps.Select(step => Step(playbook, step, cause.Event, id))]
                    )),
                ],
                DeadlineMs(playbook)
            );
            return (plan with { Approval = ApprovalRules.NeedOf(plan, playbook.Approval, cause.Event.Severity) }, null);
        }
        catch (MissingValueException missing)
        {
            return (null, missing.Message);
        }
    }

    /// <summary>(retries + 1) · time-out + back-offs per step, + the gate per leg, + 60 s for the way back.</summary>
    public static long DeadlineMs(Playbook playbook)
    {
        if (playbook.Deadline is { } given)
            return (long)given.TotalMilliseconds;
        var legs = 1 + playbook.Otherwise.Count(rung => rung.Kind == RungKind.Steps);
        var steps = PlaybookRules
            .AllSteps(playbook)
            .Sum(step =>
                step.Action is ActionTemplate.Wait pause
                    ? (long)pause.Delay.TotalMilliseconds
                    : (playbook.Retry.Retries + 1) * (long)(step.Timeout ?? playbook.Timeout).TotalMilliseconds + playbook.Retry.AllDelaysMs
            );
        var snapshot = playbook.Snapshot.Count > 0 ? (long)playbook.Timeout.TotalMilliseconds : 0;
        return snapshot + steps + legs * (long)playbook.Verify.Within.TotalMilliseconds + 60_000;
    }

    /// <summary>The step before the first: it keeps the files that the playbook names.</summary>
    private static IEnumerable<PlannedStep> Kept(Playbook playbook, RunId run)
    {
        if (playbook.Snapshot.Count == 0)
            yield break;
        var snapshot = $"{run}/{PlaybookRules.SnapshotStep}";
        yield return new PlannedStep(
            PlaybookRules.SnapshotStep,
            new EffectAction.KeepFiles(playbook.Snapshot, snapshot),
            Risk.Reversible,
            (long)playbook.Timeout.TotalMilliseconds,
            true,
            new EffectAction.Restore(snapshot),
            false
        );
    }

    private static PlannedStep Step(Playbook playbook, StepTemplate step, Event cause, RunId run)
    {
        var risk = PlaybookRules.RiskOf(playbook, step);
        var snapshot = $"{run}/{step.Id}";
        var timeoutMs = Ms(step.Timeout ?? playbook.Timeout);
        Func<ActionTemplate, Event, string, EffectAction> fill = playbook.OwnOnly ? ActionRules.FillOwn : ActionRules.Fill;
        var undo =
            step.Undo is { } given ? fill(given.Action, cause, $"{run}/undo-{step.Id}")
            : step.NeedsNoUndo ? null
            : ActionDefaults.UndoOf(step.Action, snapshot);
        return new PlannedStep(
            step.Id,
            fill(step.Action, cause, snapshot),
            risk,
            timeoutMs,
            step.Idempotent,
            undo,
            step.NeedsNoUndo || risk == Risk.Read || ActionDefaults.NeedsNoUndo(step.Action),
            Probe(step.Probe, cause)
        )
        {
            UndoTerms =
                undo is null ? null
                // What was kept is put back the same, however often.
                : step.Undo is null ? new UndoTerms(risk, timeoutMs, true, null)
                : new UndoTerms(
                    PlaybookRules.UndoRiskOf(playbook, step),
                    step.Undo.Timeout is { } timeout ? Ms(timeout) : timeoutMs,
                    step.Undo.Idempotent,
                    Probe(step.Undo.Probe, cause)
                ),
        };
    }

    private static PlannedProbe? Probe(ProbeTemplate? probe, Event cause) =>
        probe is null
            ? null
            : new PlannedProbe([.. probe.Action.Arguments.Select(argument => ActionRules.Resolve(argument, cause))], Ms(probe.Timeout));

    private static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;

    internal static JsonElement? Find(Event cause, string path)
    {
        if (!path.StartsWith("payload.", StringComparison.Ordinal))
            return path switch
            {
                "id" => Json(cause.Id.Value),
                "type" => Json(cause.Type),
                "source" => Json(cause.Source),
                "severity" => Json(cause.Severity.Text()),
                _ => null,
            };
        JsonElement? here = cause.Payload;
        foreach (var name in path.Split('.').Skip(1))
            here = here is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out var next) ? next : (JsonElement?)null;
        return here;
    }

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);

    internal static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static JsonElement? Kept(JsonElement? payload) =>
        payload is { } value && value.GetRawText().Length <= LongestKeptPayload ? value : null;
}
