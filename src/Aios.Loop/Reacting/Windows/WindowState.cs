using System.Collections.Immutable;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting.Windows;

/// <summary>When a window fires by itself.</summary>
public readonly record struct DueWindow(long AtWall, PlaybookId Playbook, string Group) : IComparable<DueWindow>
{
    public int CompareTo(DueWindow other) =>
        AtWall.CompareTo(other.AtWall) is var at and not 0 ? at
        : string.CompareOrdinal(Playbook.Value, other.Playbook.Value) is var id and not 0 ? id
        : string.CompareOrdinal(Group, other.Group);
}

/// <summary>The windows that are open, per playbook and group. On the wall clock, because they outlive the process.</summary>
public sealed record WindowState
{
    /// <summary>So many events are remembered that a window took, so that none of them counts again when it is handed over twice.</summary>
    public const int Remembered = 20_000;

    public static WindowState Empty { get; } = new();

    public ImmutableDictionary<PlaybookId, ImmutableDictionary<string, OpenWindow>> Open { get; init; } =
        ImmutableDictionary<PlaybookId, ImmutableDictionary<string, OpenWindow>>.Empty;

    /// <summary>Events that count, or counted.</summary>
    public ImmutableSortedSet<long> Taken { get; init; } = [];

    /// <summary>Those that fire by themselves, the next first.</summary>
    public ImmutableSortedSet<DueWindow> Due { get; init; } = [];

    public int Count => Open.Values.Sum(groups => groups.Count);

    public OpenWindow? Find(PlaybookId playbook, string group) => GroupsOf(playbook).GetValueOrDefault(group);

    public bool HasTaken(long seq) => Taken.Contains(seq);

    /// <summary>May this playbook have one more group?</summary>
    public bool HasRoom(PlaybookId playbook, long atWall)
    {
        var groups = GroupsOf(playbook);
        return groups.Count < WindowTemplate.MostGroups || groups.Values.Any(window => window.IsOver(atWall));
    }

    /// <summary>In an order that is the same for the same windows.</summary>
    public IEnumerable<(PlaybookId Playbook, string Group, OpenWindow Window)> All() =>
        from groups in Open.OrderBy(each => each.Key.Value, StringComparer.Ordinal)
        from window in groups.Value.OrderBy(each => each.Key, StringComparer.Ordinal)
        select (groups.Key, window.Key, window.Value);

    public WindowState Apply(IEnumerable<WindowMove> moves) => moves.Aggregate(this, (state, move) => state.Apply(move));

    private WindowState Apply(WindowMove move)
    {
        var groups = GroupsOf(move.Playbook);
        var before = groups.GetValueOrDefault(move.Group);
        var after =
            move.What == WindowMoveKind.Ended ? before?.Without(move.Used)
            : before is null ? OpenWindow.Begin(move)
            : before.With(move);
        if (before is null && after is not null && groups.Count >= WindowTemplate.MostGroups)
            groups = groups.RemoveRange(groups.Where(each => each.Value.IsOver(move.AtWall)).Select(each => each.Key));
        groups = after is null ? groups.Remove(move.Group) : groups.SetItem(move.Group, after);
        var taken = Taken.Add(move.Seq);
        return this with
        {
            Open = groups.IsEmpty ? Open.Remove(move.Playbook) : Open.SetItem(move.Playbook, groups),
            Due = Scheduled(move, before, after),
            Taken = taken.Count > Remembered ? taken.Remove(taken.Min) : taken,
        };
    }

    private ImmutableSortedSet<DueWindow> Scheduled(WindowMove move, OpenWindow? before, OpenWindow? after)
    {
        var due = before is { IsTimed: true } ? Due.Remove(new DueWindow(before.EndsAt, move.Playbook, move.Group)) : Due;
        return after is { IsTimed: true } ? due.Add(new DueWindow(after.EndsAt, move.Playbook, move.Group)) : due;
    }

    private ImmutableDictionary<string, OpenWindow> GroupsOf(PlaybookId playbook) =>
        Open.GetValueOrDefault(playbook) ?? ImmutableDictionary<string, OpenWindow>.Empty;
}
