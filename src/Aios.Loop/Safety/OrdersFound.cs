using System.Collections.Immutable;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>
/// What people ordered, as the event log tells it, for a node that lost its own record of it. An order that was answered and not yet on the
/// log when the node was killed is not among it.
/// </summary>
public sealed record OrdersFound
{
    public static OrdersFound Nothing { get; } = new();

    /// <summary>Oldest first.</summary>
    public ImmutableList<IEvent> Facts { get; init; } = [];

    /// <summary>Playbooks that somebody enabled, and no record says what exactly was trusted.</summary>
    public ImmutableSortedSet<string> Untold { get; init; } = [];

    /// <summary>Every freeze of before was ended: older records cannot hold one that matters.</summary>
    public bool IsThawed { get; init; }

    public OrdersFound With(IEvent fact) =>
        this with
        {
            Facts = Facts.Add(fact),
            Untold = fact switch
            {
                PlaybookEnabled enabled => Untold.Remove(enabled.Playbook),
                PlaybookForgotten gone => Untold.Remove(gone.Playbook),
                _ => Untold,
            },
            IsThawed = IsThawed || fact is Thawed { Playbook: null },
        };

    public OrdersFound WithUntold(string playbook) => this with { Untold = Untold.Add(playbook) };

    /// <summary>What is to be in force, and what a person has to know about it.</summary>
    /// <param name="firstSeq">The oldest record that the log still has; 1: it has all.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public (Frozen? Freeze, ImmutableList<string> Told) Finish(long firstSeq, long now)
    {
        var told = ImmutableList.CreateBuilder<string>();
        if (Facts.Count > 0)
            told.Add($"{Facts.Count} orders of people are in force again");
        if (!Untold.IsEmpty)
            told.Add($"what was trusted of {string.Join(", ", Untold)} is not known: 'aios playbooks enable' says it again");
        if (firstSeq <= 1)
            return (null, told.ToImmutable());
        told.Add($"orders older than record {firstSeq} are lost");
        var state = Facts.Aggregate(OrdersState.Empty, (orders, fact) => orders.Apply(fact));
        if (IsThawed || state.FrozenAll is not null)
            return (null, told.ToImmutable());
        told.Add("a freeze may have been among them, so everything is frozen until a person says 'aios thaw'");
        var reason = $"the record of what people ordered is lost, and the log begins at record {firstSeq}: a freeze may have been among it";
        return (new Frozen(null, reason, Node, now), told.ToImmutable());
    }
}
