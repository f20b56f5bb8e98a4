using System.Security.Cryptography;
using System.Text;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Safety;

/// <summary>What has to be said about the counts.</summary>
public static class SafetyAlarms
{
    /// <param name="Id">The same change always has the same id.</param>
    /// <param name="Until">Milliseconds since the Unix epoch; 0: no end is known.</param>
    /// <param name="IsWarning">Something is held back from now on.</param>
    public sealed record Alarm(
        string Id,
        string Type,
        PlaybookId? Playbook,
        string? Target,
        string Why,
        long At,
        long Until,
        bool IsWarning
    );

    /// <summary>What changed about a circuit, and about the fuse, since a time.</summary>
    public static IEnumerable<Alarm> AlarmsOf(SafetyState state, SafetySettings settings, CircuitKey key, long since)
    {
        foreach (var circuit in CircuitRules.History(state, settings, key).Where(circuit => circuit.Since >= since))
        {
            var type = circuit.Phase switch
            {
                CircuitPhase.Open => EventTypes.CircuitOpened,
                CircuitPhase.Closed => EventTypes.CircuitClosed,
                _ => EventTypes.CircuitHalfOpen,
            };
            yield return new Alarm(
                $"{type}/{key.Playbook}/{Short(key.Target)}/{circuit.Since}",
                type,
                key.Playbook,
                key.Target,
                circuit.Why,
                circuit.Since,
                circuit.Until,
                circuit.Phase == CircuitPhase.Open
            );
        }
        if (state.Failures is not [.., var last] || last.At < since)
            yield break;
        var fuse = FuseRules.Of(state, settings, last.At);
        var why = $"{fuse.Failures.Count} failures within {Faults.Text(settings.FuseWithin)}: everything needs a person's yes";
        if (fuse.IsBlown(last.At))
            yield return new Alarm($"fuse.blown/{last.At}", EventTypes.FuseBlown, null, null, why, last.At, fuse.Until, true);
        else if (fuse.IsBlownFor(last.Playbook, last.At))
            yield return new Alarm(
                $"fuse.blown/{last.Playbook}/{last.At}",
                EventTypes.FuseBlown,
                last.Playbook,
                null,
                "it failed too often: it needs a person's yes",
                last.At,
                fuse.Playbooks[last.Playbook],
                true
            );
    }

    /// <summary>What is to be stopped until a person looked at it.</summary>
    public static IEnumerable<OrdersProtocol.Freeze> FreezesOf(
        SafetyState state,
        OrdersState orders,
        SafetySettings settings,
        string target,
        long now
    )
    {
        if (SafetyRules.StormOf(state, orders, settings, now) is { } storm)
            yield return new OrdersProtocol.Freeze(null, $"storm: {storm}", OrdersProtocol.Node, state.Starts[^1]);
        if (SafetyRules.OscillationOf(state, orders, settings, target, now) is not { } pair)
            yield break;
        var newest = state.Turns[target][^1].At;
        var why = $"{pair.One} and {pair.Other} undo each other on {Shown.Clean(target)}";
        yield return new OrdersProtocol.Freeze(pair.One, why, OrdersProtocol.Node, newest);
        yield return new OrdersProtocol.Freeze(pair.Other, why, OrdersProtocol.Node, newest);
    }

    // A target may be any text, an id may not.
    private static string Short(string target) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target)).AsSpan(0, 8));
}
