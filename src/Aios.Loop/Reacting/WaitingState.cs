using System.Collections.Immutable;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>An event that waits until its target is free; that it waits is on record.</summary>
/// <param name="Cancels">The run that was told to end for it; null when it waits for its turn.</param>
public sealed record HeldEvent(long EventSeq, PlaybookId Playbook, string Target, RunId? Cancels, long AtWall);

/// <summary>Events that wait for a target, the longest first.</summary>
public sealed record WaitingState
{
    /// <summary>Events that wait at once; one more is left to the run that goes on.</summary>
    public const int Most = 1_000;

    public const int MostPerTarget = 100;

    public static WaitingState Empty { get; } = new();

    public ImmutableDictionary<string, ImmutableList<HeldEvent>> ByTarget { get; init; } =
        ImmutableDictionary<string, ImmutableList<HeldEvent>>.Empty;

    /// <summary>The same by their number.</summary>
    public ImmutableDictionary<long, HeldEvent> ByEvent { get; init; } = ImmutableDictionary<long, HeldEvent>.Empty;

    public int Count => ByEvent.Count;

    public bool IsEmpty => ByEvent.IsEmpty;

    public HeldEvent? Find(long eventSeq) => ByEvent.GetValueOrDefault(eventSeq);

    public IReadOnlyList<HeldEvent> For(string target) => ByTarget.GetValueOrDefault(target) ?? [];

    public WaitingState Hold(HeldEvent held) =>
        ByEvent.ContainsKey(held.EventSeq)
            ? this
            : this with
            {
                ByTarget = ByTarget.SetItem(held.Target, (ByTarget.GetValueOrDefault(held.Target) ?? []).Add(held)),
                ByEvent = ByEvent.Add(held.EventSeq, held),
            };

    public WaitingState Release(long eventSeq)
    {
        if (Find(eventSeq) is not { } held)
            return this;
        var left = ByTarget[held.Target].Remove(held);
        return this with
        {
            ByTarget = left.IsEmpty ? ByTarget.Remove(held.Target) : ByTarget.SetItem(held.Target, left),
            ByEvent = ByEvent.Remove(eventSeq),
        };
    }
}
