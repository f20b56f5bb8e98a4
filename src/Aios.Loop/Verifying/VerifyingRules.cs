using System.Text.Json;
using Aios.Loop.Conditions;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Verifying.VerifyingProtocol;

namespace Aios.Loop.Verifying;

/// <summary>Yes only when the gate holds; no when it cannot be known in time.</summary>
public static class VerifyingRules
{
    public static Decision<IEvent> Begin(VerifyingState state, BeginVerification request, Moment now) =>
        (state.Pending.TryGetValue(request.Run, out var pending) && pending.Request.Round >= request.Round)
        || (state.Unheard.TryGetValue(request.Run, out var given) && given.Round >= request.Round)
            ? Decision<IEvent>.Nothing
            : Decision<IEvent>.Of(new VerificationBegun(request, now));

    public static Decision<IEvent> Forget(VerifyingState state, RunId run) =>
        state.Pending.ContainsKey(run) || state.Unheard.ContainsKey(run)
            ? Decision<IEvent>.Of(new RunForgotten(run))
            : Decision<IEvent>.Nothing;

    /// <summary>What runs have to be told again: their actor may have been starting again when it was said.</summary>
    public static IEnumerable<VerdictGiven> Unheard(VerifyingState state) =>
        state.Unheard.Values.OrderBy(given => given.Run.Value, StringComparer.Ordinal);

    /// <summary>Looks at every pending verification that is due, the oldest first.</summary>
    /// <param name="readings">The newest readings, as conditions see them under <c>sensor</c>.</param>
    /// <param name="readAt">When the newest of them was taken, monotonic milliseconds.</param>
    public static Decision<IEvent> Look(VerifyingState state, StandingAlerts alerts, JsonElement readings, long readAt, Moment now)
    {
        var facts = new List<IEvent>();
        foreach (var (run, verification) in InOrder(state))
        {
            var (request, took) = (verification.Request, now.Monotonic - verification.BegunAt);
            var isDue = took >= request.Gate.AfterMs;
            var (holds, seen) = isDue ? Judge(verification, alerts, readings, readAt) : (false, verification.Seen);
            if (holds)
                facts.Add(new VerdictGiven(run, request.Round, true, seen, took));
            else if (took >= request.Gate.WithinMs)
                facts.Add(new VerdictGiven(run, request.Round, false, $"{seen}, after {took / 1000.0:0.#} s", took));
            else if (isDue && seen != verification.Seen)
                facts.Add(new LookedAt(run, seen));
        }
        return new Decision<IEvent>(facts);
    }

    // Of equal states the same verdicts in the same order: a table's own order is another one in every process.
    private static IEnumerable<KeyValuePair<RunId, Verification>> InOrder(VerifyingState state) =>
        state.Pending.OrderBy(each => each.Value.BegunAt).ThenBy(each => each.Key.Value, StringComparer.Ordinal);

    private static (bool Holds, string Seen) Judge(Verification verification, StandingAlerts alerts, JsonElement readings, long readAt)
    {
        var gate = verification.Request.Gate;
        if (gate.Kind == GateKind.SensorRecovered)
            return gate is not { Sensor: { } sensor, SensorTarget: { } target }
                    ? (false, "no sensor stands behind the event and the playbook has no verify block: nothing can tell")
                : alerts.Stands(new AlertKey(sensor, target)) ? (false, $"sensor {sensor} has not recovered on {target}")
                : (true, $"sensor {sensor} recovered on {target}");
        if (readAt < verification.BegunAt)
            return (false, "no reading since the last step");
        var parsed = Condition.Parse(gate.Expect ?? "false", ConditionEnvironment.Verification);
        if (!parsed.IsValid)
            return (false, $"the condition is faulty: {parsed.Faults[0]}");
        var scope = new GateScope(verification.Request, readings);
        return parsed.Condition.Evaluate(scope).IsTrue
            ? (true, $"{gate.Expect} holds")
            : (false, parsed.Condition.Explain(scope) ?? "it does not hold");
    }

    private sealed class GateScope(BeginVerification request, JsonElement readings) : IConditionScope
    {
        public bool TryGet(string name, out Value value)
        {
            value = name switch
            {
                "sensor" => Value.Of(readings),
                "payload" when request.EventPayload is { } payload => Value.Of(payload),
                "trace_id" => Value.Of(request.TraceId ?? ""),
                _ => default,
            };
            return name is "sensor" or "trace_id" || (name == "payload" && request.EventPayload is not null);
        }
    }
}
