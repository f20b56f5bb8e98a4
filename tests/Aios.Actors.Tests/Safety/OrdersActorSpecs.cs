using Aios.Actors.Safety;
using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Effects.RunProtocol;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Tests.Safety;

public class OrdersActorSpecs : ActorSpecs
{
    private StandingOrders _board = new();
    private IActorRef _orders;
    private int _lives;

    public OrdersActorSpecs() => _orders = Begin();

    [Fact]
    public void A_freeze_is_in_force_before_it_is_answered_and_then_on_record()
    {
        Assert.Contains("everything is frozen (looking)", Order(new Freeze(null, "looking", "me")), StringComparison.Ordinal);

        Assert.True(_board.Holds(new PlaybookId("tidy")));
        var record = Assert.Single(Journal.Accept()).Event;
        Assert.Equal((EventTypes.SafetyFrozen, Severity.Error, "me"), (record.Type, record.Severity, record.Text("by")));
    }

    [Fact]
    public void What_was_ordered_is_known_to_the_next_life_before_anything_is_decided()
    {
        Order(new Freeze(null, "", "me"));
        Order(new EnablePlaybook(PlaybookGuard.FactsOf(Samples.Playbook()), "me"));
        Order(new AddSilence(new Silence("", "app.*", null, null, null, 0, Shell.Now.Wall + 60_000, "", "me")));

        Restart();

        Assert.True(_board.Current!.FrozenAll is { By: "me" });
        Assert.Contains("tidy", _board.Current.Enabled.Keys);
        Assert.Single(_board.Current.Silences);
    }

    [Fact]
    public void What_the_log_did_not_confirm_is_said_again_under_the_same_id_by_the_next_life()
    {
        Order(new Freeze(null, "", "me"));
        var said = Assert.Single(Journal.Expect().Events);

        Restart();

        Assert.Equal(said.Id, Assert.Single(Journal.Accept()).Event.Id);
        SettleStored(_orders);
        Restart();
        Pass(2);
        SettleStored(_orders);
        Settle(Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void Nothing_is_let_through_before_the_orders_are_known() => Assert.True(new StandingOrders().Holds(null));

    [Fact]
    public void What_makes_no_sense_is_refused_and_leaves_no_record()
    {
        Assert.Contains("nothing of it is frozen", Ask<Refused>(_orders, new Thaw(null, "me")).Refusal.Why, StringComparison.Ordinal);
        Assert.Contains(
            "no such circuit",
            Ask<Refused>(_orders, new ResetCircuits(null, null, "me")).Refusal.Why,
            StringComparison.Ordinal
        );
        SettleStored(_orders);
        Settle(Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void A_reset_is_answered_once_it_is_on_record_and_the_counts_have_it()
    {
        var settings = SafetySettings.Default;
        for (var i = 0; i < 2; i++)
            Fails($"run-{i}", i + 1);
        var key = new CircuitKey(new PlaybookId("tidy"), "target");
        Assert.Equal(CircuitPhase.Open, CircuitRules.Of(Memory.Current.Safety, settings, key, 10).Phase);

        var asker = CreateTestProbe();
        _orders.Tell(new ResetCircuits(new PlaybookId("tidy"), null, "me"), asker.Ref);
        var append = Journal.Expect();
        Assert.False(asker.HasMessages);
        Journal.Accept(append);

        asker.ExpectMsg<Ordered>();
        Assert.Equal(CircuitPhase.Closed, CircuitRules.Of(Memory.Current.Safety, settings, key, 10).Phase);
    }

    [Fact]
    public void Lost_orders_are_in_force_again_at_once_and_only_what_is_new_is_said()
    {
        Watch(_orders);
        Sys.Stop(_orders);
        ExpectTerminated(_orders);
        var found = OrdersFound
            .Nothing.With(new SilenceAdded(new Silence("s4", "app.*", null, null, null, 0, 9, "", "ann"), "ann", 1))
            .With(new Frozen("tidy", "loud", "ann", 2));
        _board = new StandingOrders { Lost = new LostOrders(found, new Frozen(null, "a freeze may be lost", OrdersProtocol.Node, 3)) };
        Sys.EventStream.Subscribe(TestActor, typeof(OrdersKnown));

        _orders = Begin(new Shell(Clock, new Random(1)) { Life = 77 });
        ExpectMsg<OrdersKnown>();

        Assert.Equal("a freeze may be lost", _board.Current!.FrozenAll!.Reason);
        Assert.Equal("loud", _board.Current.Frozen["tidy"].Reason);
        var said = Journal.Accept().Single().Event;
        Assert.Equal((EventTypes.SafetyFrozen, "orders.77#4"), (said.Type, said.Id.Value));
        Order(new Thaw(null, "ann"));
        Assert.False(_board.Holds(null));
    }

    private void Fails(string run, long seq)
    {
        var plan = Samples.Plan(run, eventSeq: seq) with { Target = "target" };
        Journal.Record(Samples.Written(Shell, plan, new Planned(plan, seq)));
        Journal.Record(Samples.Written(Shell, plan, new Ended(RunPhase.Stuck, "why", seq)));
    }

    private string Order(OrdersProtocol.ICommand command) => Ask<Ordered>(_orders, command).Said;

    private IActorRef Begin(Shell? own = null)
    {
        var (settings, shell, memory, journal, board) = (SafetySettings.Default, own ?? Shell, Memory, Journal.Ref, _board);
        var orders = Start(() => new OrdersActor(settings, shell, memory, journal, board), $"orders-{++_lives}");
        Settle(orders);
        return orders;
    }

    private void Restart()
    {
        Watch(_orders);
        Sys.Stop(_orders);
        ExpectTerminated(_orders);
        _board = new StandingOrders();
        _orders = Begin();
        AwaitCondition(() => _board.Current is not null, null, "what was ordered");
    }
}
