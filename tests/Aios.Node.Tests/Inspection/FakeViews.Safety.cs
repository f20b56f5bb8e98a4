using Aios.Loop.Overrides;
using Aios.Loop.Safety;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Tests.Inspection;

internal sealed partial class FakeViews
{
    public OrdersState Ordered { get; private set; } = OrdersState.Empty;

    public SafetyState Counted { get; set; } = SafetyState.Empty;

    public IDisposable Follow(Action<RecordedEvent> heard) => throw new NotSupportedException();

    public Task<OrdersState> Orders() => Task.FromResult(Ordered);

    public Task<OrdersProtocol.IReply> Order(OrdersProtocol.ICommand command)
    {
        const long now = Start + 60_000;
        if (command is OrdersProtocol.ResetCircuits or OrdersProtocol.ResetFuse)
            return Task.FromResult<OrdersProtocol.IReply>(
                ResetRules.Refuse(Counted, SafetySettings.Default, command, now) is { } no
                    ? new OrdersProtocol.Refused(no)
                    : new OrdersProtocol.Ordered(OrderText.Of(command))
            );
        var decision = OrdersRules.Decide(Ordered, SafetySettings.Default, command, now);
        if (decision.Refusal is { } refusal)
            return Task.FromResult<OrdersProtocol.IReply>(new OrdersProtocol.Refused(refusal));
        Ordered = decision.Events.Aggregate(Ordered, (state, fact) => state.Apply(fact));
        return Task.FromResult<OrdersProtocol.IReply>(new OrdersProtocol.Ordered(OrderText.Of(decision.Events[0])));
    }

    public OverridesState Overridden { get; set; } = OverridesState.Empty;

    public Task<OverridesProtocol.IReply> ResetSetting(OverridesProtocol.ResetSetting asked)
    {
        var decision = OverridesRules.Decide(Overridden, asked, Start + 60_000);
        if (decision.Refusal is { } refusal)
            return Task.FromResult<OverridesProtocol.IReply>(new OverridesProtocol.Refused(refusal));
        Overridden = Overridden.Apply(decision.Events[0]);
        return Task.FromResult<OverridesProtocol.IReply>(new OverridesProtocol.Settled(OverridesRules.Told(Overridden, asked.Key)));
    }

    public Task<SafetyView> Safety()
    {
        const long now = Start + 60_000;
        var settings = SafetySettings.Default;
        return Task.FromResult(
            new SafetyView(CircuitRules.NotClosed(Counted, settings, now), FuseRules.Of(Counted, settings, now), settings, now)
        );
    }

    public Task<IReadOnlyList<TargetView>> Targets() =>
        Task.FromResult<IReadOnlyList<TargetView>>([
            new("process", "nginx", true, "pid 4711"),
            new("folder", "/srv/gone", false, "there is no such folder"),
            new("url", "http://localhost:8080/", null, "nobody looks at it"),
        ]);

    public IEnumerable<RecordedEvent> Events(EventQuery query) => [];
}
