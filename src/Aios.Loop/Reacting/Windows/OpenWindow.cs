using System.Collections.Immutable;

namespace Aios.Loop.Reacting.Windows;

/// <summary>One event in a window.</summary>
/// <param name="Part">The condition that it meets; -1 where the window has none.</param>
public readonly record struct WindowHit(long Seq, long AtWall, int Part);

/// <summary>The window of one group, with what it has seen.</summary>
/// <param name="OpenedAt">Time of its first event, milliseconds since the Unix epoch.</param>
/// <param name="Seen">Events, those included that are not kept.</param>
public sealed record OpenWindow(WindowKind Kind, long OpenedAt, long WithinMs, ImmutableList<WindowHit> Hits, long Seen)
{
    public bool IsTimed => Kind is WindowKind.NotAll or WindowKind.OnceAfter;

    /// <summary>When nothing of it counts any more; a timed one ends only when that is said.</summary>
    public long EndsAt => (IsSliding ? Newest : OpenedAt) + WithinMs;

    /// <summary>The event that is answered when the time is over.</summary>
    public long LastSeq => Hits[^1].Seq;

    public IReadOnlyList<long> Events => [.. Hits.Select(hit => hit.Seq).Distinct()];

    private bool IsSliding => Kind is WindowKind.Count or WindowKind.All;
    private long Newest => Hits.Max(hit => hit.AtWall);

    public bool IsOver(long atWall) => !IsTimed && atWall > EndsAt;

    public bool Has(long seq) => Hits.Any(hit => hit.Seq == seq);

    /// <summary>What still counts when an event of this time comes; empty of a window that is over.</summary>
    public ImmutableList<WindowHit> Left(long atWall) =>
        IsTimed ? Hits
        : !IsSliding ? (IsOver(atWall) ? [] : Hits)
        : Hits.RemoveAll(hit => hit.AtWall < Math.Max(atWall, Newest) - WithinMs);

    public static OpenWindow Begin(WindowMove move) => new(move.Window, move.AtWall, move.WithinMs, HitsOf(move), 1);

    public OpenWindow With(WindowMove move)
    {
        if (Kind != move.Window)
            return Begin(move);
        if (Has(move.Seq))
            return this;
        var left = Left(move.AtWall);
        if (left.IsEmpty)
            return Begin(move);
        // Of events that meet the same condition only the last is needed.
        if (move.Parts.Count > 0)
            left = left.RemoveAll(hit => move.Parts.Contains(hit.Part));
        else if (left.Count >= WindowTemplate.MostEvents)
            left = left.RemoveAt(left.Count - 1);
        return this with { Hits = left.AddRange(HitsOf(move)), Seen = Seen + 1 };
    }

    /// <summary>Null: nothing is left of it.</summary>
    public OpenWindow? Without(IReadOnlyList<long> used)
    {
        var left = Hits.RemoveAll(hit => used.Contains(hit.Seq));
        return left.IsEmpty ? null : this with { Hits = left };
    }

    private static ImmutableList<WindowHit> HitsOf(WindowMove move) =>
        move.Parts.Count == 0
            ? [new WindowHit(move.Seq, move.AtWall, -1)]
            : [.. move.Parts.Select(part => new WindowHit(move.Seq, move.AtWall, part))];
}
