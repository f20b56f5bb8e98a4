using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Persistence;

/// <summary>What holds for every journal.</summary>
public abstract partial class PersistentActorContract(ActorSystem system) : TestKit(system)
{
    protected static Config Settings(string plugins) =>
        ConfigurationFactory.ParseString("akka.loglevel = WARNING\n" + LedgerSerializer.Settings + plugins).WithFallback(DefaultConfig);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Shutdown(Sys, verifySystemShutdown: true);
    }

    protected IActorRef Make(string id = "ledger", Recovery? recovery = null)
    {
        var to = TestActor;
        return Watch(Sys.ActorOf(Props.Create(() => new Ledger(id, to, recovery))));
    }

    protected IActorRef Started(int sum, long last, string id = "ledger", Recovery? recovery = null)
    {
        var ledger = Make(id, recovery);
        ExpectMsg(new Ready(sum, last));
        return ledger;
    }

    protected void End(IActorRef ledger)
    {
        ledger.Tell(PoisonPill.Instance);
        ExpectTerminated(ledger);
    }

    protected static void Do(IActorRef ledger, Action<Ledger> act) => ledger.Tell(act);

    private void Add(IActorRef ledger, params int[] amounts)
    {
        ledger.Tell(amounts);
        ReceiveN(amounts.Length);
    }

    [Fact]
    public void What_was_persisted_is_there_in_the_next_life()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, 2, 3);
        End(ledger);
        Started(6, 3);
        Started(0, 0, "other");
    }

    [Fact]
    public void Handlers_run_in_order_and_before_the_next_command()
    {
        var ledger = Started(0, 0);
        foreach (var command in new object[] { 1, new[] { 2, 3 }, "sum", 4, "sum" })
            ledger.Tell(command);
        Assert.Equal([1, 3, 6, 6, 10, 10], ReceiveN(6).Cast<int>());
    }

    [Fact]
    public void What_a_handler_persists_comes_before_the_next_command()
    {
        var ledger = Started(0, 0);
        var to = TestActor;
        Do(
            ledger,
            l =>
                l.Persist(
                    "outer",
                    _ =>
                    {
                        to.Tell("outer");
                        l.Persist("inner", _ => to.Tell(l.LastSequenceNr));
                    }
                )
        );
        ledger.Tell(7);
        ExpectMsg("outer");
        ExpectMsg(2L);
        ExpectMsg(7);
    }

    [Fact]
    public void Commands_wait_until_the_past_is_back()
    {
        End2(Started(0, 0));
        var ledger = Make();
        ledger.Tell("sum");
        ExpectMsg(new Ready(5, 1));
        ExpectMsg(5);

        void End2(IActorRef first)
        {
            Add(first, 5);
            End(first);
        }
    }

    [Fact]
    public void A_long_past_comes_back_whole_and_in_order()
    {
        var ledger = Started(0, 0);
        Add(ledger, [.. Enumerable.Range(1, 1203)]);
        End(ledger);
        Started(1203 * 1204 / 2, 1203);
    }

    [Fact]
    public void Nothing_to_persist_calls_no_handler_and_holds_nothing_up()
    {
        var ledger = Started(0, 0);
        ledger.Tell(Array.Empty<int>());
        ledger.Tell(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Empty_and_small_values_come_back_as_they_were()
    {
        var ledger = Started(0, 0);
        ledger.Tell(new object[] { "", "ä", 0, long.MinValue });
        Assert.Equal(["", "ä", 0, long.MinValue], ReceiveN(4));
        var seen = new List<object>();
        var to = TestActor;
        Sys.ActorOf(Props.Create(() => new Reader("ledger", to)));
        Assert.Equal(["", "ä", 0, long.MinValue, RecoveryCompleted.Instance], ReceiveN(5));
    }

    private sealed class Reader : ReceivePersistentActor
    {
        public Reader(string id, IActorRef to)
        {
            PersistenceId = id;
            RecoverAny(to.Tell);
        }

        public override string PersistenceId { get; }
    }

    [Fact]
    public void Recovery_can_be_bounded()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, 1, 1);
        ledger.Tell(new Total(0));
        ExpectMsg<SaveSnapshotSuccess>();
        Add(ledger, 1, 1);
        End(ledger);
        End(Started(0, 5, recovery: Recovery.None));
        End(Started(5, 5, recovery: new Recovery(SnapshotSelectionCriteria.None)));
        End(Started(2, 5, recovery: new Recovery(SnapshotSelectionCriteria.Latest, toSequenceNr: 2)));
        End(Started(4, 5, recovery: new Recovery(SnapshotSelectionCriteria.Latest, replayMax: 1)));
        Started(5, 5);
    }

    [Fact]
    public void Numbers_go_on_after_all_events_were_deleted()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, 2, 3);
        Do(ledger, l => l.DeleteMessages(long.MaxValue));
        ExpectMsg<DeleteMessagesSuccess>(m => m.ToSequenceNr == 3);
        End(ledger);
        ledger = Started(0, 3);
        Add(ledger, 4);
        Do(ledger, l => l.DeleteMessages(4));
        ExpectMsg<DeleteMessagesSuccess>();
        End(ledger);
        Started(0, 4);
    }

    [Fact]
    public void Events_that_are_not_there_yet_cannot_be_deleted()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1);
        Do(ledger, l => l.DeleteMessages(2));
        Assert.Contains("has no event 2 yet; its last is 1", ExpectMsg<DeleteMessagesFailure>().Cause.Message);
        End(ledger);
        Started(1, 1);
    }

    [Fact]
    public void What_no_serializer_takes_is_rejected_and_the_rest_goes_on()
    {
        var ledger = Started(0, 0);
        ledger.Tell(new object[] { new Added(1), new Unwritable(), new Added(2) });
        ExpectMsg(new Added(1));
        Assert.Contains("Unwritable is bound to no serializer", ExpectMsg<Rejected>(r => r.Number == 2).Why);
        ExpectMsg(new Added(2));
        End(ledger);
        Started(3, 3);
    }

    [Fact]
    public void Of_what_is_persisted_together_nothing_is_stored_when_one_is_rejected()
    {
        var ledger = Started(0, 0);
        var to = TestActor;
        Do(ledger, l => l.PersistAll<object>([new Added(1), new Unwritable()], e => to.Tell(e)));
        ExpectMsg<Rejected>(r => r.Number == 1);
        ExpectMsg<Rejected>(r => r.Number == 2);
        End(ledger);
        Started(0, 0);
    }

    [Fact]
    public void An_event_that_cannot_be_read_is_a_failed_recovery_that_names_it()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1, -666);
        End(ledger);
        ledger = Make();
        var failed = ExpectMsg<NotRecovered>();
        Assert.Contains("Event 2 of ledger", failed.Why);
        Assert.Contains("'from the future' is unknown", failed.Why);
        ExpectTerminated(ledger);
    }

    [Fact]
    public void Of_two_actors_with_one_id_the_second_to_write_fails()
    {
        var (first, second) = (Started(0, 0), Started(0, 0));
        Add(first, 1);
        second.Tell(2);
        ExpectMsg<NotPersisted>(n => n.Number == 1);
        ExpectTerminated(second);
        first.Tell(3);
        ExpectMsg(4);
    }

    [Fact]
    public void A_failure_brings_back_what_was_stored()
    {
        var ledger = Started(0, 0);
        Add(ledger, 1);
        EventFilter.Exception<InvalidOperationException>(contains: "boom").ExpectOne(() => ledger.Tell("fail"));
        ledger.Tell("sum");
        ExpectMsg(new Ready(1, 1));
        ExpectMsg(1);
    }
}
