using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Aios.Engine.Inspection;
using Akka.Actor;
using Akka.Pattern;
using Akka.Persistence;
using Akka.TestKit;

namespace Aios.Engine.Tests.Persistence;

public sealed class PersistFailureSpecs() : VirtualTime(TestJournal.Settings)
{
    private Props Ledger(string id = "ledger")
    {
        var to = TestActor;
        return Props.Create(() => new Ledger(id, to, null));
    }

    private IActorRef Start(string id = "ledger")
    {
        var ledger = Watch(Sys.ActorOf(Ledger(id)));
        ExpectMsg(new Ready(0, 0));
        return ledger;
    }

    [Fact]
    public void A_failed_write_is_told_and_stops_the_actor()
    {
        var ledger = Start();
        ledger.Tell(-1);
        ExpectMsg(new NotPersisted("disk full", new Added(-1), 1));
        ExpectTerminated(ledger);
    }

    [Fact]
    public void Commands_behind_a_failed_write_are_dead_letters()
    {
        var ledger = Start();
        ledger.Tell(-2);
        ledger.Tell(-1);
        EventFilter
            .DeadLetter<string>(m => m == "sum")
            .ExpectOne(() =>
            {
                ledger.Tell("sum");
                TestJournal.Of(Sys).Tell("go");
            });
        ExpectMsg(-2);
        ExpectMsg<NotPersisted>();
        ExpectTerminated(ledger);
    }

    [Fact]
    public void A_backoff_supervisor_starts_it_again_after_a_failed_write()
    {
        var child = Ledger();
        var second = TimeSpan.FromSeconds(1);
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(child, "child", second, second * 10, 0).WithManualReset()));
        ExpectMsg(new Ready(0, 0));
        supervisor.Tell(5);
        ExpectMsg(5);
        supervisor.Tell(-1);
        ExpectMsg<NotPersisted>();
        AwaitCondition(() => Time.Pending == 1);
        Pass(1);
        ExpectMsg(new Ready(5, 1));
        supervisor.Tell(6);
        ExpectMsg(11);
    }

    [Fact]
    public void Failures_in_a_row_are_counted_over_all_lives_until_something_is_stored()
    {
        var child = Ledger();
        var second = TimeSpan.FromSeconds(1);
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Backoff.OnStop(child, "child", second, second, 0).WithManualReset()));
        ExpectMsg(new Ready(0, 0));
        for (var life = 0; life < 3; life++)
        {
            supervisor.Tell(-1);
            ExpectMsg<NotPersisted>();
            AwaitCondition(() => Time.Pending == 1);
            Pass(1);
            ExpectMsg(new Ready(0, 0));
        }

        var (id, count, failure) = Assert.Single(ActorTree.NotStored(Sys, 3));
        Assert.Equal(("ledger", 3, "disk full"), (id, count, failure.Message));
        Assert.Empty(ActorTree.NotStored(Sys, 4));

        supervisor.Tell(5);
        ExpectMsg(5);
        Assert.Empty(ActorTree.NotStored(Sys, 1));
    }

    [Fact]
    public void A_request_that_no_journal_takes_fails()
    {
        var ledger = Start();
        var journal = Watch(TestJournal.SupervisorOf(Sys));
        Sys.Stop(journal);
        ExpectTerminated(journal);
        ledger.Tell(1);
        Assert.Contains("overloaded or has ended", ExpectMsg<NotPersisted>().Why);
        ExpectTerminated(ledger);
    }

    [Fact]
    public void A_request_that_comes_late_to_the_supervisor_of_a_journal_is_passed_on()
    {
        Start();
        TestJournal.SupervisorOf(Sys).Tell(new DeleteEventsRequest("ledger", 0, (LocalActorRef)TestActor));
        ExpectMsg<DeleteMessagesSuccess>();
    }

    [Fact]
    public void A_write_that_an_earlier_life_left_behind_belongs_to_the_past_of_the_next()
    {
        var ledger = Start();
        ledger.Tell(-2);
        var journal = TestJournal.Of(Sys);
        journal.Tell("tell of a write", TestActor);
        ExpectMsg("writes");
        Sys.Stop(ledger);
        ExpectTerminated(ledger);
        Sys.ActorOf(Ledger());
        Start("other");
        journal.Tell("go");
        ExpectMsg(new Ready(-2, 1));
    }

    [Fact]
    public void A_handler_that_fails_costs_the_handlers_behind_it_but_no_event()
    {
        var ledger = Start();
        var to = TestActor;
        ledger.Tell(
            (Action<Ledger>)(l => l.PersistAll([new Added(1), new Added(2)], e => to.Tell(e.Amount == 1 ? throw new FormatException() : e)))
        );
        ExpectMsg(new Ready(3, 2));
    }

    [Fact]
    public void A_handler_that_fails_and_is_resumed_lets_the_others_go_on()
    {
        var (to, child) = (TestActor, Ledger());
        var parent = Sys.ActorOf(Props.Create(() => new Resuming(child)));
        ExpectMsg(new Ready(0, 0));
        parent.Tell(
            (Action<Ledger>)(
                l =>
                    l.PersistAll(
                        [new Added(1), new Added(2)],
                        e =>
                        {
                            if (e.Amount == 1)
                                throw new FormatException();
                            to.Tell(e);
                        }
                    )
            )
        );
        parent.Tell(7);
        ExpectMsg(new Added(2));
        ExpectMsg(7);
    }

    private sealed class Resuming : UntypedActor
    {
        private readonly IActorRef _child;

        public Resuming(Props child) => _child = Context.ActorOf(child);

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);

        protected override void OnReceive(object message) => _child.Forward(message);
    }

    [Fact]
    public void Storing_does_not_move_the_receive_timeout()
    {
        var ledger = Start();
        ledger.Tell((Action<Ledger>)(_ => Ambient.Timeout(10)));
        ledger.Tell(-2);
        ledger.Tell(new Total(0));
        Pass(6);
        TestJournal.Of(Sys).Tell("go");
        ExpectMsg(-2);
        ExpectMsg<SaveSnapshotSuccess>();
        Pass(9.9);
        Assert.False(HasMessages);
        Pass(0.1);
        ExpectMsg<ReceiveTimeout>();
    }

    private sealed class Ambient : UntypedActor
    {
        public static void Timeout(double seconds) => Context.SetReceiveTimeout(TimeSpan.FromSeconds(seconds));

        protected override void OnReceive(object message) { }
    }

    [Fact]
    public void An_answer_of_the_store_comes_in_over_a_full_mailbox()
    {
        var ledger = Start();
        using var gate = new SemaphoreSlim(0);
        using var inside = new SemaphoreSlim(0);
        ledger.Tell(
            (Action<Ledger>)(
                l =>
                {
                    l.SaveSnapshot(new Total(0));
                    inside.Release();
                    gate.Wait(TimeSpan.FromSeconds(20));
                }
            )
        );
        Assert.True(inside.Wait(TimeSpan.FromSeconds(20)));
        IgnoreMessages(m => m is "flood");
        for (var i = 0; i < 10_001; i++)
            ledger.Tell("flood");
        gate.Release();
        ExpectMsg<SaveSnapshotSuccess>();
    }
}
