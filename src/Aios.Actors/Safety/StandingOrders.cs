using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Safety;

/// <summary>
/// What people ordered, as it is on disk. The orders' actor writes it before it answers; everybody else reads, so that nothing begins after
/// a freeze was acknowledged. It stays when that actor starts again.
/// </summary>
public sealed class StandingOrders
{
    private OrdersState? _current;

    /// <summary>What is to be in force when the orders' own record is empty: it was lost, and this was made again from the log.</summary>
    public LostOrders? Lost { get; init; }

    /// <summary>Null until it was read after a start.</summary>
    public OrdersState? Current => Volatile.Read(ref _current);

    internal void Write(OrdersState state) => Volatile.Write(ref _current, state);

    /// <summary>No step of this playbook may begin now.</summary>
    /// <param name="playbook">Null: it is not known which.</param>
    public bool Holds(PlaybookId? playbook) =>
        Current is not { } orders || orders.FrozenAll is not null || (playbook is { } one && orders.Frozen.ContainsKey(one.Value));
}

/// <param name="Found">Of the log, which has these already.</param>
/// <param name="Freeze">Made up to be on the safe side; null when nothing has to be.</param>
public sealed record LostOrders(OrdersFound Found, OrdersProtocol.Frozen? Freeze);

/// <summary>Told to whoever listens: what people ordered is known from now on.</summary>
internal sealed record OrdersKnown
{
    public static readonly OrdersKnown Instance = new();
}

/// <summary>What the reactor asks the safeguards with.</summary>
internal sealed record SafetyParts(StandingOrders Orders, SafetySettings Settings, TargetSettings Targets)
{
    /// <summary>Nothing is ordered, and nothing of the user's is in shadow.</summary>
    public static SafetyParts Open
    {
        get
        {
            var orders = new StandingOrders();
            orders.Write(OrdersState.Empty);
            return new SafetyParts(orders, SafetySettings.Default with { Shadow = false }, TargetSettings.Default);
        }
    }

    public bool IsKnown => Orders.Current is not null;

    public Guard Guard(SafetyState state) => new(state, Orders.Current ?? OrdersState.Empty, Settings, Targets);

    public PlaybookStanding StandingOf(PlaybookFacts playbook) =>
        SafetyRules.StandingOf(Orders.Current ?? OrdersState.Empty, Settings, playbook);
}
