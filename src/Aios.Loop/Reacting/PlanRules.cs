using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>Puts the values of one event into one playbook. A value that is missing or not of its kind is a refusal, never a guess.</summary>
public static class PlanRules
{
    private const int LongestArgument = 4096;
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
            var key = AlertKey.Of(cause.Event);
            var gate = new Gate(
                playbook.Verify.Kind,
                key?.Sensor,
                key?.Target,
                (long)playbook.Verify.After.TotalMilliseconds,
                (long)playbook.Verify.Within.TotalMilliseconds,
                playbook.Verify.Expect
            );
            var steps = playbook.Steps.Select(step => Step(playbook, step, cause.Event)).ToArray();
            var plan = new RunPlan(
                IdOf(cause.Event, playbook.Id),
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
                        [.. rung.Steps.Select(step => Step(playbook, step, cause.Event))]
                    )),
                ],
                DeadlineMs(playbook)
            );
            return (plan, null);
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
                (playbook.Retry.Retries + 1) * (long)(step.Timeout ?? playbook.Timeout).TotalMilliseconds + playbook.Retry.AllDelaysMs
            );
        return steps + legs * (long)playbook.Verify.Within.TotalMilliseconds + 60_000;
    }

    private static PlannedStep Step(Playbook playbook, StepTemplate step, Event cause)
    {
        var risk = PlaybookRules.RiskOf(playbook, step);
        return new PlannedStep(
            step.Id,
            Action(step.Action, cause),
            risk,
            (long)(step.Timeout ?? playbook.Timeout).TotalMilliseconds,
            step.Idempotent,
            step.Undo is { } undo ? Action(undo, cause) : null,
            step.NeedsNoUndo || risk == Risk.Read,
            step.Probe is { } probe
                ? new PlannedProbe(
                    [.. probe.Action.Arguments.Select(argument => Resolve(argument, cause))],
                    (long)probe.Timeout.TotalMilliseconds
                )
                : null
        );
    }

    private static EffectAction Action(ActionTemplate template, Event cause) =>
        template switch
        {
            ActionTemplate.Process process => new EffectAction.RunProcess([
                .. process.Arguments.Select(argument => Resolve(argument, cause)),
            ]),
            ActionTemplate.Signal signal => new EffectAction.SendSignal(
                (int)Whole(signal.Pid, cause, 1, int.MaxValue),
                Whole(signal.StartTime, cause, 1, long.MaxValue),
                signal.Name
            ),
            ActionTemplate.Notify notify => new EffectAction.Notify(
                cause.Severity,
                string.Join(' ', notify.Parts.Select(part => Shown.Clean(Resolve(part, cause, free: true))))
            ),
            _ => throw new InvalidOperationException($"no plan for {template.GetType().Name}"),
        };

    private static long Whole(Argument argument, Event cause, long least, long most)
    {
        var text = Resolve(argument, cause);
        return long.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : throw new MissingValueException($"{Shown.Quote(text)} is not a whole number from {least} to {most}");
    }

    private static string Resolve(Argument argument, Event cause, bool free = false)
    {
        if (argument is Argument.Literal literal)
            return literal.Text;
        var from = (Argument.FromEvent)argument;
        if (Find(cause, from.Path) is not { } value)
            throw new MissingValueException($"the event has no {from.Path}");
        var text = Text(value);
        if (from.As == ArgumentKind.Int && !(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)))
            throw new MissingValueException($"{from.Path} is {Shown.Quote(text)}, not a whole number");
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
            throw new MissingValueException($"{from.Path} is a JSON {value.ValueKind.ToString().ToLowerInvariant()}, not a single value");
        if (text.Contains('\0') || (!free && (text.StartsWith('-') && from.As == ArgumentKind.String || text.Length > LongestArgument)))
            throw new MissingValueException(
                $"{from.Path} is {Shown.Quote(text)}; a value of an event may not begin with -, hold NUL or be longer than {LongestArgument}"
            );
        return text;
    }

    private static JsonElement? Find(Event cause, string path)
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

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static JsonElement? Kept(JsonElement? payload) =>
        payload is { } value && value.GetRawText().Length <= LongestKeptPayload ? value : null;

    private sealed class MissingValueException(string message) : Exception(message);
}
