using System.Collections.Immutable;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.SafetyProtocol;

namespace Aios.Loop.Safety;

/// <summary>What happened lately, bounded in number and age. What it means is asked with the settings and the time: nothing here expires.</summary>
public sealed record SafetyState
{
    public const int StartsKept = 1_001;
    public const int TurnsKept = 32;
    public const int OutcomesKept = 20;
    public const long KeptMs = 24 * 3_600_000;
    private const int MarksKept = 3_072;
    private const int FailuresKept = 1_000;
    private const int KeysKept = 20_000;

    public static SafetyState Empty { get; } = new();

    /// <summary>When the newest runs were planned, oldest first.</summary>
    public ImmutableList<long> Starts { get; init; } = [];

    // Lists, where there may be many: an array would be copied whole with every mark.
    public ImmutableDictionary<CircuitKey, ImmutableList<CircuitMark>> Circuits { get; init; } =
        ImmutableDictionary<CircuitKey, ImmutableList<CircuitMark>>.Empty;

    /// <summary>Who acted on a target, oldest first.</summary>
    public ImmutableDictionary<string, ImmutableArray<Turn>> Turns { get; init; } = ImmutableDictionary<string, ImmutableArray<Turn>>.Empty;

    /// <summary>When a playbook last acted on which target.</summary>
    public ImmutableDictionary<PlaybookId, ImmutableDictionary<string, long>> Reached { get; init; } =
        ImmutableDictionary<PlaybookId, ImmutableDictionary<string, long>>.Empty;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Turn> Failures { get; init; } = [];

    /// <summary>Whether the newest runs were verified, oldest first.</summary>
    public ImmutableDictionary<PlaybookId, ImmutableArray<bool>> Outcomes { get; init; } =
        ImmutableDictionary<PlaybookId, ImmutableArray<bool>>.Empty;
    public ImmutableDictionary<RunId, CircuitKey> Running { get; init; } = ImmutableDictionary<RunId, CircuitKey>.Empty;

    /// <summary>Where runs began, oldest first: what is forgotten next.</summary>
    public ImmutableQueue<(CircuitKey Key, long At)> Keys { get; init; } = ImmutableQueue<(CircuitKey, long)>.Empty;
    public int KeyCount { get; init; }

    public SafetyState Apply(IEvent fact) =>
        fact switch
        {
            RunBegan began => ApplyBegan(began).Forget(began.AtWall),
            RunClosed closed => ApplyClosed(closed),
            CircuitReset reset => this with
            {
                Circuits = Circuits.RemoveRange(
                    Circuits.Keys.Where(key =>
                        (reset.Playbook is null || key.Playbook == reset.Playbook) && (reset.Target is null || key.Target == reset.Target)
                    )
                ),
            },
            FuseReset reset => this with { Failures = reset.Playbook is { } one ? Failures.RemoveAll(each => each.Playbook == one) : [] },
            _ => throw new InvalidOperationException($"the safeguards do not know {fact.GetType().Name}"),
        };

    private SafetyState ApplyBegan(RunBegan began)
    {
        var key = new CircuitKey(began.Playbook, began.Target);
        var next = this with
        {
            Starts = Kept(Starts, began.AtWall, StartsKept),
            Circuits = Circuits.SetItem(key, Kept(MarksOf(key), new CircuitMark(CircuitSign.Planned, began.AtWall), MarksKept)),
            Running = Running.SetItem(began.Run, key),
            Keys = Keys.Enqueue((key, began.AtWall)),
            KeyCount = KeyCount + 1,
        };
        if (!began.Acts)
            return next;
        var reached = Reached.GetValueOrDefault(began.Playbook, ImmutableDictionary<string, long>.Empty);
        return next with
        {
            Turns = Turns.SetItem(
                began.Target,
                Kept(Turns.GetValueOrDefault(began.Target, []), new Turn(began.Playbook, began.AtWall), TurnsKept)
            ),
            Reached = Reached.SetItem(began.Playbook, reached.SetItem(began.Target, began.AtWall)),
        };
    }

    private SafetyState ApplyClosed(RunClosed closed)
    {
        if (!Running.TryGetValue(closed.Run, out var key))
            return this;
        var sign = closed.Phase switch
        {
            RunPhase.Verified => CircuitSign.Verified,
            RunPhase.RolledBack or RunPhase.Stuck => CircuitSign.Failed,
            _ => CircuitSign.Void,
        };
        var next = this with
        {
            Running = Running.Remove(closed.Run),
            // A circuit that was closed by hand while the run went on begins anew: its end is nobody's mark.
            Circuits = Circuits.TryGetValue(key, out var marks)
                ? Circuits.SetItem(key, Kept(marks, new CircuitMark(sign, closed.AtWall), MarksKept))
                : Circuits,
        };
        if (sign == CircuitSign.Void)
            return next;
        var isVerified = sign == CircuitSign.Verified;
        return next with
        {
            Failures = isVerified ? Failures : Kept(Failures, new Turn(key.Playbook, closed.AtWall), FailuresKept),
            Outcomes = Outcomes.SetItem(key.Playbook, Kept(Outcomes.GetValueOrDefault(key.Playbook, []), isVerified, OutcomesKept)),
        };
    }

    // Compared with a fact's own time: the same records give the same state whenever they are read.
    private SafetyState Forget(long now)
    {
        var next = this;
        while (!next.Keys.IsEmpty && next.Keys.Peek() is var (key, at) && (now - at > KeptMs || next.KeyCount > KeysKept))
        {
            next = next with { Keys = next.Keys.Dequeue(), KeyCount = next.KeyCount - 1 };
            if (next.MarksOf(key) is [.., var last] && last.At <= at && !next.Running.ContainsValue(key))
                next = next with { Circuits = next.Circuits.Remove(key) };
            if (next.Turns.TryGetValue(key.Target, out var turns) && turns[^1].At <= at)
                next = next with { Turns = next.Turns.Remove(key.Target) };
            if (next.Reached.TryGetValue(key.Playbook, out var reached) && reached.TryGetValue(key.Target, out var latest) && latest <= at)
                next = next with { Reached = next.Reached.SetItem(key.Playbook, reached.Remove(key.Target)) };
        }
        return next;
    }

    public ImmutableList<CircuitMark> MarksOf(CircuitKey key) => Circuits.GetValueOrDefault(key, []);

    private static ImmutableArray<T> Kept<T>(ImmutableArray<T> items, T item, int most) =>
        items.Length < most ? items.Add(item) : items.RemoveAt(0).Add(item);

    private static ImmutableList<T> Kept<T>(ImmutableList<T> items, T item, int most) =>
        items.Count < most ? items.Add(item) : items.RemoveAt(0).Add(item);
}
