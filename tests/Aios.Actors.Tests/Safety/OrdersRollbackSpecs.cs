using Aios.Actors.Safety;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Reacting;
using Aios.Loop.Rollback;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Rollback.RollbackProtocol;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Tests.Safety;

public class OrdersRollbackSpecs : ActorSpecs
{
    private StandingOrders _board = new();
    private IActorRef _orders;
    private int _lives;

    public OrdersRollbackSpecs() => _orders = Begin();

    [Fact]
    public void Snapshots_are_taken_every_hundred_facts_and_a_life_begins_with_the_newest()
    {
        Order(new EnablePlaybook(PlaybookGuard.FactsOf(Samples.Playbook()), "me"));
        for (var i = 0; i < 170; i++)
        {
            Order(new Freeze(null, $"n{i}", "me"));
            Order(new Thaw(null, "me"));
        }
        Order(new Freeze(null, "the last", "me"));
        AwaitCondition(() => Kept().Kept.Items.Length == Loop.Rollback.Kept.Most, TimeSpan.FromSeconds(30), "five snapshots");
        var kept = Kept();
        Assert.InRange(kept.Kept.FromSeq, 100, kept.LastSeq);

        Restart();

        Assert.Equal("the last", _board.Current!.FrozenAll!.Reason);
        Assert.Contains("tidy", _board.Current.Enabled.Keys);
        Assert.Equal(kept.LastSeq, Kept().LastSeq);
        Assert.Equal(kept.Kept.FromSeq, Kept().Kept.FromSeq);
    }

    [Fact]
    public void A_rollback_is_previewed_in_force_said_as_orders_and_can_be_undone()
    {
        Order(new Freeze(new PlaybookId("tidy"), "loud", "ann"));
        var good = Kept().LastSeq;
        Order(new Thaw(null, "bob"));
        Order(new AddSilence(Silence()));

        var preview = Ask<Preview>(_orders, new PreviewRollback(new RollbackTarget(Seq: good)));
        Assert.Equal(["silences.s1", "frozen.tidy"], preview.Differences.Select(each => each.Member));
        Assert.True(_board.Current!.Frozen.IsEmpty);

        var applied = Ask<Applied>(_orders, new Rollback(new RollbackTarget(Seq: good), "a mistake", "eve"));
        Assert.Equal("ann", _board.Current!.Frozen["tidy"].By);
        Assert.Empty(_board.Current.Silences);
        var said = Journal.Accept().Select(record => record.Event).ToArray();
        Assert.Equal([EventTypes.SafetyFrozen, EventTypes.SilenceRemoved, EventTypes.RollbackApplied], said.Select(fact => fact.Type));
        Assert.Equal(("a mistake", "eve", $"{good}"), (said[^1].Text("reason"), said[^1].Text("who"), said[^1].Text("to_seq")));
        SettleStored(_orders);

        Ask<Applied>(_orders, new Rollback(new RollbackTarget(Seq: applied.Preview.FromSeq), "it was none", "eve"));
        Journal.Accept();
        SettleStored(_orders);
        Restart();
        Assert.True(_board.Current!.Frozen.IsEmpty);
        Assert.Single(_board.Current.Silences);
    }

    [Fact]
    public void The_number_of_a_silence_that_was_taken_back_is_not_given_again()
    {
        Order(new AddSilence(Silence()));
        Ask<Applied>(_orders, new Rollback(new RollbackTarget(Seq: 0), "", "ann"));
        Journal.Accept();

        Order(new AddSilence(Silence()));

        Assert.Equal("s2", Assert.Single(_board.Current!.Silences).Id);
    }

    [Fact]
    public void Orders_made_again_from_the_log_are_those_after_the_rollback()
    {
        Order(new EnablePlaybook(PlaybookGuard.FactsOf(Samples.Playbook()), "me"));
        Order(new Freeze(null, "storm", "me"));
        Ask<Applied>(_orders, new Rollback(new RollbackTarget(Seq: 0), "", "ann"));
        Journal.Accept();

        var found = Journal.Records.Values.Aggregate(OrdersFound.Nothing, (found, record) => OrderReading.Apply(found, record.Event));

        var state = found.Facts.Aggregate(OrdersState.Empty, (state, fact) => state.Apply(fact));
        Assert.False(state.IsAnythingFrozen);
        Assert.Empty(state.Enabled);
    }

    private Silence Silence() => new("", "app.*", null, null, null, 0, Shell.Now.Wall + 60_000, "", "me");

    private Snapshots Kept() => Ask<Snapshots>(_orders, new GetSnapshots());

    /// <summary>Ordered, and on record.</summary>
    private void Order(OrdersProtocol.ICommand command)
    {
        Ask<Ordered>(_orders, command);
        Journal.Accept();
        SettleStored(_orders);
    }

    private IActorRef Begin()
    {
        var (settings, shell, memory, journal, board) = (SafetySettings.Default, Shell, Memory, Journal.Ref, _board);
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
