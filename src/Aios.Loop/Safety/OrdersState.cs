using System.Collections.Immutable;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Loop.Safety;

/// <summary>Who ordered something, when and why.</summary>
/// <param name="AtWall">Milliseconds since the Unix epoch.</param>
public sealed record Order(string Reason, string By, long AtWall);

/// <summary>What people ordered and did not take back.</summary>
public sealed record OrdersState
{
    public static OrdersState Empty { get; } = new();

    private const string Everything = "";

    /// <summary>What was trusted, by playbook.</summary>
    public ImmutableDictionary<string, PlaybookShape> Enabled { get; init; } = ImmutableDictionary<string, PlaybookShape>.Empty;
    public ImmutableDictionary<string, Order> Disabled { get; init; } = ImmutableDictionary<string, Order>.Empty;

    /// <summary>Nothing at all is executed.</summary>
    public Order? FrozenAll { get; init; }
    public ImmutableDictionary<string, Order> Frozen { get; init; } = ImmutableDictionary<string, Order>.Empty;

    /// <summary>Also those that are over: who asks knows the time.</summary>
    public ImmutableArray<Silence> Silences { get; init; } = [];

    [Monotonic]
    public long SilencesMade { get; init; }

    /// <summary>
    /// When a freeze was last ended, milliseconds since the Unix epoch, by playbook; of everything under no name. What led to it is held
    /// against nobody again. After a day nothing counts it any more.
    /// </summary>
    [Monotonic]
    public ImmutableDictionary<string, long> Thaws { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Of the newest order, milliseconds since the Unix epoch.</summary>
    public long AtWall { get; init; }

    public bool IsAnythingFrozen => FrozenAll is not null || !Frozen.IsEmpty;

    /// <summary>The freeze that holds a playbook, or null.</summary>
    public Order? FreezeOf(PlaybookId playbook) => FrozenAll ?? Frozen.GetValueOrDefault(playbook.Value);

    /// <summary>What happened until then counts for no storm; for two playbooks: and for no taking turns of theirs.</summary>
    /// <param name="now">A thaw that is still to come was said by a clock that was wrong.</param>
    public long ThawedAt(long now, params ReadOnlySpan<PlaybookId> playbooks)
    {
        var last = Thaws.GetValueOrDefault(Everything, -1);
        foreach (var playbook in playbooks)
            last = Math.Max(last, Thaws.GetValueOrDefault(playbook.Value, -1));
        return last <= now ? last : -1;
    }

    public OrdersState Apply(IEvent fact) => Changed(fact) with { AtWall = fact.AtWall };

    private OrdersState Changed(IEvent fact) =>
        fact switch
        {
            PlaybookEnabled enabled => this with
            {
                Enabled = Enabled.SetItem(enabled.Playbook, enabled.Shape),
                Disabled = Disabled.Remove(enabled.Playbook),
            },
            PlaybookDisabled disabled => this with { Disabled = Disabled.SetItem(disabled.Playbook, Of(disabled.Reason, fact)) },
            PlaybookForgotten gone => this with { Enabled = Enabled.Remove(gone.Playbook), Disabled = Disabled.Remove(gone.Playbook) },
            OrdersProtocol.Frozen { Playbook: { } one } frozen => this with { Frozen = Frozen.SetItem(one, Of(frozen.Reason, fact)) },
            OrdersProtocol.Frozen frozen => this with { FrozenAll = Of(frozen.Reason, fact) },
            Thawed { Playbook: { } one } => this with { Frozen = Frozen.Remove(one), Thaws = ThawsWith(one, fact.AtWall) },
            Thawed => this with { FrozenAll = null, Frozen = Frozen.Clear(), Thaws = ThawsWith(Everything, fact.AtWall) },
            SilenceAdded added => this with
            {
                Silences = Silences.RemoveAll(silence => silence.UntilWall <= added.AtWall).Add(added.Silence),
                // An id is not given twice, even where those before it are not known any more.
                SilencesMade = Math.Max(SilencesMade + 1, NumberOf(added.Silence.Id)),
            },
            SilenceRemoved removed => this with { Silences = Silences.RemoveAll(silence => silence.Id == removed.Id) },
            _ => throw new InvalidOperationException($"the orders do not know {fact.GetType().Name}"),
        };

    private ImmutableDictionary<string, long> ThawsWith(string what, long at) =>
        Thaws.RemoveRange(Thaws.Where(pair => at - pair.Value > SafetyState.KeptMs).Select(pair => pair.Key)).SetItem(what, at);

    private static long NumberOf(string id) => id.StartsWith('s') && long.TryParse(id.AsSpan(1), out var number) ? number : 0;

    private static Order Of(string reason, IEvent fact) => new(reason, fact.By, fact.AtWall);
}
