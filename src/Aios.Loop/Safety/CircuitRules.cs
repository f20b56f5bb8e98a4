using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>Whether one playbook may act on one target.</summary>
public enum CircuitPhase
{
    Closed,
    Open,

    /// <summary>One run may try.</summary>
    HalfOpen,

    /// <summary>That run is on its way.</summary>
    Probing,
}

/// <param name="Since">When it came into this phase, milliseconds since the Unix epoch; 0: it never was in another.</param>
/// <param name="Until">When it may be tried again; only of an open one.</param>
/// <param name="Why">What opened it.</param>
public sealed record Circuit(CircuitKey Key, CircuitPhase Phase, long Since, long Until, string Why);

/// <summary>Circuits out of what happened.</summary>
public static class CircuitRules
{
    /// <summary>As it is at a time.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Circuit Of(SafetyState state, SafetySettings settings, CircuitKey key, long now)
    {
        var circuit = new Circuit(key, CircuitPhase.Closed, 0, 0, "");
        foreach (var next in History(state, settings, key))
            circuit = next;
        return circuit.Phase == CircuitPhase.Open && now >= circuit.Until
            ? circuit with
            {
                Phase = CircuitPhase.HalfOpen,
                Since = circuit.Until,
            }
            : circuit;
    }

    /// <summary>Every circuit that is not closed.</summary>
    public static IReadOnlyList<Circuit> NotClosed(SafetyState state, SafetySettings settings, long now) =>
        [
            .. state
                .Circuits.Keys.Select(key => Of(state, settings, key, now))
                .Where(circuit => circuit.Phase != CircuitPhase.Closed)
                .OrderByDescending(circuit => circuit.Since)
                .ThenBy(circuit => circuit.Key.Playbook.Value, StringComparer.Ordinal)
                .ThenBy(circuit => circuit.Key.Target, StringComparer.Ordinal),
        ];

    /// <summary>The changes, in their order. That an open one may be tried shows when it is tried.</summary>
    public static IEnumerable<Circuit> History(SafetyState state, SafetySettings settings, CircuitKey key)
    {
        var (phase, until) = (CircuitPhase.Closed, 0L);
        var (plans, failures) = (new Queue<long>(), new Queue<long>());
        foreach (var (sign, at) in state.MarksOf(key))
        {
            if (phase == CircuitPhase.Open && at >= until)
                phase = CircuitPhase.HalfOpen;
            string? opens = null;
            switch (phase, sign)
            {
                case (CircuitPhase.HalfOpen, CircuitSign.Planned):
                    phase = CircuitPhase.Probing;
                    Counts(plans, at, settings.CircuitTriggersWithin);
                    yield return new Circuit(key, phase, at, 0, "one run tries");
                    break;
                case (CircuitPhase.Probing, CircuitSign.Verified):
                    phase = CircuitPhase.Closed;
                    yield return new Circuit(key, phase, at, 0, "the run that tried was verified");
                    break;
                case (CircuitPhase.Probing, CircuitSign.Void):
                    phase = CircuitPhase.HalfOpen;
                    yield return new Circuit(key, phase, at, 0, "the run that tried proved nothing");
                    break;
                case (CircuitPhase.Probing, CircuitSign.Failed):
                    opens = "the run that tried failed";
                    break;
                case (CircuitPhase.Closed, CircuitSign.Planned):
                    if (Counts(plans, at, settings.CircuitTriggersWithin) >= settings.CircuitTriggers)
                        opens = $"{plans.Count} runs within {Faults.Text(settings.CircuitTriggersWithin)}";
                    break;
                case (CircuitPhase.Closed, CircuitSign.Failed):
                    if (Counts(failures, at, settings.CircuitFailuresWithin) >= settings.CircuitFailures)
                        opens = $"{failures.Count} failures within {Faults.Text(settings.CircuitFailuresWithin)}";
                    break;
            }
            if (opens is null)
                continue;
            (phase, until) = (CircuitPhase.Open, at + (long)settings.CircuitOpenFor.TotalMilliseconds);
            plans.Clear();
            failures.Clear();
            yield return new Circuit(key, phase, at, until, opens);
        }
    }

    private static int Counts(Queue<long> times, long at, TimeSpan within)
    {
        times.Enqueue(at);
        while (at - times.Peek() >= (long)within.TotalMilliseconds)
            times.Dequeue();
        return times.Count;
    }
}
