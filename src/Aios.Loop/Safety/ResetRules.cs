using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>Whether there is anything to reset: a name with a slip in it must not look like success.</summary>
public static class ResetRules
{
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Refusal? Refuse(SafetyState state, SafetySettings settings, ICommand command, long now) =>
        command switch
        {
            ResetCircuits it => CircuitRules.NotClosed(state, settings, now).Any(circuit => Fits(it, circuit.Key))
                ? null
                : new Refusal(
                    "circuit",
                    it.Playbook?.Value ?? it.Target ?? "all",
                    "no such circuit is open",
                    "'aios circuits ls' lists those that are not closed"
                ),
            ResetFuse it => IsBlown(FuseRules.Of(state, settings, now), it.Playbook, now)
                ? null
                : new Refusal("fuse", it.Playbook?.Value ?? "all", "it is not blown", "'aios fuse show' says what counts towards it"),
            _ => throw new InvalidOperationException($"nothing is reset by {command.GetType().Name}"),
        };

    private static bool Fits(ResetCircuits asked, CircuitKey key) =>
        (asked.Playbook is null || key.Playbook == asked.Playbook) && (asked.Target is null || key.Target == asked.Target);

    private static bool IsBlown(Fuse fuse, PlaybookId? playbook, long now) =>
        playbook is { } one ? fuse.IsBlownFor(one, now) : fuse.IsBlown(now) || fuse.Playbooks.Any(pair => now < pair.Value);
}
