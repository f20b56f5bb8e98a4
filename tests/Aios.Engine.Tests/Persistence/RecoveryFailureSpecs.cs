using Akka.Actor;
using Akka.Persistence;

namespace Aios.Engine.Tests.Persistence;

public sealed class RecoveryFailureSpecs()
    : VirtualTime(
        TestJournal.Settings + "akka.persistence { max-concurrent-recoveries = 2, journal-plugin-fallback.recovery-event-timeout = 30s }"
    )
{
    private IActorRef Make(string id)
    {
        var to = TestActor;
        return Watch(Sys.ActorOf(Props.Create(() => new Ledger(id, to, null)), id));
    }

    /// <summary>The journal holds the recovery of these actors back.</summary>
    private IActorRef[] Held(int count)
    {
        var held = Enumerable.Range(1, count).Select(i => Make($"held-{i}")).ToArray();
        AwaitCondition(() => Time.Pending >= Math.Min(count, 2));
        return held;
    }

    [Fact]
    public void Only_so_many_recover_at_once()
    {
        Held(2);
        Make("third");
        Make("fourth");
        var journal = TestJournal.Of(Sys);
        AwaitCondition(() => Time.Pending == 2);
        Assert.False(HasMessages);
        journal.Tell("go");
        for (var i = 0; i < 4; i++)
            ExpectMsg(new Ready(0, 0));
    }

    [Fact]
    public void An_actor_that_ends_before_it_has_recovered_makes_room()
    {
        var held = Held(2);
        var third = Make("held-third");
        Make("fourth");
        Sys.Stop(third);
        ExpectTerminated(third);
        Assert.False(HasMessages);
        Sys.Stop(held[0]);
        Assert.Equal(2, ReceiveN(2).Count(m => m is Terminated or Ready { Last: 0 }));
    }

    [Fact]
    public void A_journal_that_does_not_answer_in_time_is_a_failed_recovery()
    {
        var held = Held(1)[0];
        Pass(29.9);
        Assert.False(HasMessages);
        Pass(0.1);
        ExpectMsg<NotRecovered>(n => n.Kind == typeof(RecoveryTimedOutException));
        ExpectTerminated(held);
        Make("next");
        ExpectMsg(new Ready(0, 0));
    }

    private sealed class Faulty : ReceivePersistentActor
    {
        private readonly IActorRef _to;

        public Faulty(IActorRef to)
        {
            _to = to;
            Recover<Added>(_ => throw new FormatException("cannot apply"));
            CommandAny(_ => { });
        }

        public override string PersistenceId => "ledger";

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _to.Tell((reason.Message, message));
    }

    [Fact]
    public void A_handler_that_fails_on_the_past_stops_the_actor_and_not_the_next()
    {
        var ledger = Make("ledger");
        ExpectMsg(new Ready(0, 0));
        ledger.Tell(1);
        ExpectMsg(1);
        var to = TestActor;
        for (var i = 0; i < 3; i++)
        {
            var faulty = Watch(Sys.ActorOf(Props.Create(() => new Faulty(to))));
            ExpectMsg(("cannot apply", (object?)new Added(1)));
            ExpectTerminated(faulty);
        }
        Make("other");
        ExpectMsg(new Ready(0, 0));
    }

    private sealed class Silent : ReceivePersistentActor
    {
        public Silent() => Recover<Added>(_ => throw new FormatException("cannot apply"));

        public override string PersistenceId => "ledger";
    }

    [Fact]
    public void Unless_told_otherwise_the_log_names_the_event_that_a_recovery_failed_on()
    {
        var ledger = Make("ledger");
        ExpectMsg(new Ready(0, 0));
        ledger.Tell(1);
        ExpectMsg(1);
        EventFilter
            .Exception<FormatException>(contains: "ledger cannot recover: its handler failed on event 1 (Added): cannot apply")
            .ExpectOne(() => ExpectTerminated(Watch(Sys.ActorOf<Silent>())));
    }

    [Fact]
    public void Nothing_can_be_persisted_while_the_past_comes_back()
    {
        var ledger = Make("ledger");
        ExpectMsg(new Ready(0, 0));
        ledger.Tell(new object[] { "persist now" });
        ExpectMsg("persist now");
        Sys.Stop(ledger);
        ExpectTerminated(ledger);
        Make("ledger");
        ExpectMsg<NotRecovered>(n => n.Why.Contains("cannot persist while it recovers"));
    }

    private sealed class Born : ReceivePersistentActor
    {
        public Born(IActorRef to)
        {
            Recover<RecoveryCompleted>(_ => Persist(new Added(1), e => to.Tell(e)));
            CommandAny(to.Tell);
        }

        public override string PersistenceId => "born";
    }

    [Fact]
    public void What_is_persisted_when_the_past_is_back_comes_before_the_first_command()
    {
        var to = TestActor;
        Sys.ActorOf(Props.Create(() => new Born(to))).Tell("command");
        ExpectMsg(new Added(1));
        ExpectMsg("command");
    }
}
