using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class TellSpecs : TestKit
{
    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(m => Sender.Tell(m));
    }

    private sealed class Relay : ReceiveActor
    {
        public Relay(IActorRef next) => ReceiveAny(next.Forward);
    }

    private sealed class ShowSender : ReceiveActor
    {
        public ShowSender(IActorRef to) => ReceiveAny(_ => to.Tell(Sender));
    }

    [Fact]
    public void Messages_of_one_sender_arrive_in_order()
    {
        var echo = Sys.ActorOf<Echo>();
        for (var i = 0; i < 1000; i++)
            echo.Tell(i);
        Assert.Equal(Enumerable.Range(0, 1000), ReceiveN(1000).Cast<int>());
    }

    [Fact]
    public void Forward_keeps_the_first_sender()
    {
        var echo = Sys.ActorOf<Echo>();
        Sys.ActorOf(Props.Create(() => new Relay(echo))).Tell("hello");
        ExpectMsgFrom(echo, "hello");
    }

    [Fact]
    public void Without_a_sender_the_receiver_sees_dead_letters()
    {
        Sys.ActorOf(Props.Create(() => new ShowSender(TestActor))).Tell("x", ActorRefs.NoSender);
        Assert.Same(Sys.DeadLetters, ExpectMsg<IActorRef>());
    }

    [Fact]
    public void The_running_actor_is_the_sender_by_default()
    {
        var shown = Sys.ActorOf(Props.Create(() => new ShowSender(TestActor)));
        var relay = Sys.ActorOf(Props.Create(() => new Asker(shown)), "asker");
        relay.Tell("go");
        Assert.Equal(relay, ExpectMsg<IActorRef>());
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef other) => ReceiveAny(_ => other.Tell("who"));
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<InvalidMessageException>(() => Sys.ActorOf<Echo>().Tell(null!));

    [Fact]
    public void Nobody_takes_everything()
    {
        ActorRefs.Nobody.Tell("x");
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.Null(ActorRefs.NoSender);
    }

    [Fact]
    public void A_message_to_an_actor_that_has_ended_is_a_dead_letter()
    {
        var echo = Watch(Sys.ActorOf<Echo>());
        Sys.Stop(echo);
        ExpectTerminated(echo);
        EventFilter.DeadLetter<string>(m => m == "late").ExpectOne(() => echo.Tell("late"));
    }

    [Fact]
    public void Messages_left_in_the_mailbox_become_dead_letters()
    {
        var echo = Sys.ActorOf<Echo>();
        EventFilter
            .DeadLetter<string>()
            .Expect(
                2,
                () =>
                {
                    echo.Tell(PoisonPill.Instance);
                    echo.Tell("a");
                    echo.Tell("b");
                }
            );
    }

    [Fact]
    public void What_comes_beyond_the_bound_is_a_dead_letter_and_counted()
    {
        using var gate = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var blocked = Sys.ActorOf(Props.Create(() => new Blocking(inside, gate)), "blocked");
        blocked.Tell("first");
        Assert.True(inside.Wait(TimeSpan.FromSeconds(10)));
        EventFilter
            .DeadLetter<int>()
            .Expect(
                3,
                () =>
                {
                    for (var i = 0; i < 10_003; i++)
                        blocked.Tell(i);
                }
            );
        var view = Inspection.ActorTree.Read(Sys, "/user/blocked").Single();
        Assert.Equal(10_000, view.Waiting);
        Assert.Equal(3, view.Refused);
        gate.Set();
    }

    [Fact]
    public void A_poison_pill_and_a_termination_fit_into_a_full_mailbox()
    {
        using var gate = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var blocked = Watch(Sys.ActorOf(Props.Create(() => new Blocking(inside, gate))));
        blocked.Tell("first");
        Assert.True(inside.Wait(TimeSpan.FromSeconds(10)));
        for (var i = 0; i < 10_000; i++)
            blocked.Tell(i);
        blocked.Tell(PoisonPill.Instance);
        gate.Set();
        ExpectTerminated(blocked);
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(ManualResetEventSlim inside, ManualResetEventSlim gate) =>
            ReceiveAny(_ =>
            {
                inside.Set();
                gate.Wait(TimeSpan.FromSeconds(30));
            });
    }

    [Fact]
    public void Every_actor_answers_identify()
    {
        var echo = Sys.ActorOf<Echo>();
        echo.Tell(new Identify("id"));
        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal("id", identity.MessageId);
        Assert.Equal(echo, identity.Subject);
    }

    [Fact]
    public void The_identity_of_an_actor_that_has_ended_is_nobody()
    {
        var echo = Watch(Sys.ActorOf<Echo>());
        Sys.Stop(echo);
        ExpectTerminated(echo);
        echo.Tell(new Identify(1));
        Assert.True(ExpectMsg<ActorIdentity>().Subject.IsNobody());
    }
}
