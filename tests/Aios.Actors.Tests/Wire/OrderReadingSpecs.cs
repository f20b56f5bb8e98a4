using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Tests.Wire;

public class OrderReadingSpecs
{
    private static readonly Silence Silence = new("s3", "app.*", "cli", "/x", "severity >= warn", 2_000, 9_000, "work", "ann");

    private static readonly IEvent[] All =
    [
        new PlaybookEnabled("tidy", new PlaybookShape("m", "s", Risk.Disruptive, TargetScope.OwnChildren), "ann", 5),
        new PlaybookDisabled("tidy", "loud", "ann", 5),
        new PlaybookForgotten("tidy", "ann", 5),
        new Frozen(null, "storm", "ann", 5),
        new Frozen("tidy", "storm", "ann", 5),
        new Thawed(null, "ann", 5),
        new Thawed("tidy", "ann", 5),
        new SilenceAdded(Silence, "ann", 5),
        new SilenceAdded(Silence with { Source = null, Target = null, When = null }, "ann", 5),
        new SilenceRemoved("s3", "ann", 5),
    ];

    public static TheoryData<IEvent> Orders => new(All);

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_order_is_read_back_as_it_was_said(IEvent order) => Assert.Equal(order, Assert.Single(Read(Said(order)).Facts));

    [Fact]
    public void Every_kind_of_order_is_among_them() =>
        Assert.Equal(
            typeof(OrdersProtocol).GetNestedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IEvent))).ToHashSet(),
            All.Select(order => order.GetType()).ToHashSet()
        );

    [Fact]
    public void What_was_trusted_before_it_was_written_is_named()
    {
        var old = Said(new Thawed("tidy", "ann", 5)) with { Type = EventTypes.PlaybookEnabled };

        Assert.Equal("tidy", Assert.Single(Read(old).Untold));
    }

    [Fact]
    public void What_somebody_else_says_is_no_order() =>
        Assert.Same(OrdersFound.Nothing, Read(Said(new Frozen(null, "storm", "ann", 5)) with { Source = "cli" }));

    private static OrdersFound Read(Event fact) => OrderReading.Apply(OrdersFound.Nothing, fact);

    private static Event Said(IEvent order)
    {
        var (type, severity, payload) = OrderCodec.Write(order);
        return Samples.Event(type, OrderCodec.Source, severity: severity, payload: payload) with { Timestamp = order.AtWall };
    }
}
