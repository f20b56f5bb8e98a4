using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class StashSpecs() : TestKit("akka.actor.default-mailbox.stash-capacity = 3")
{
    private sealed class Door : ReceiveActor, IWithStash
    {
        private readonly IActorRef _to;

        public Door(IActorRef to)
        {
            _to = to;
            Closed();
        }

        public IStash Stash { get; set; } = null!;

        private void Closed()
        {
            Receive<string>(m => m == "open", _ => Open());
            Receive<Exception>(e => throw e);
            Receive<string>(m => m == "twice", _ => StashTwice());
            Receive<string>(m => m == "one", _ => Stash.Unstash());
            ReceiveAny(_ => Stash.Stash());
        }

        private void StashTwice()
        {
            Stash.Stash();
            Stash.Stash();
        }

        private void Open()
        {
            Become(() => ReceiveAny(_to.Tell));
            Stash.UnstashAll();
        }
    }

    private IActorRef Make()
    {
        var to = TestActor;
        return Sys.ActorOf(Props.Create(() => new Door(to)));
    }

    [Fact]
    public void Unstashed_messages_come_in_order_and_before_those_that_wait()
    {
        var door = Make();
        foreach (var message in new object[] { 1, 2, "open", 3 })
            door.Tell(message);
        Assert.Equal([1, 2, 3], ReceiveN(3));
    }

    [Fact]
    public void The_sender_is_kept()
    {
        var echo = Sys.ActorOf(Props.Create(() => new StashingEcho()));
        echo.Tell("first");
        echo.Tell("open");
        ExpectMsgFrom(echo, "first");
    }

    private sealed class StashingEcho : ReceiveActor, IWithUnboundedStash
    {
        public StashingEcho()
        {
            Receive<string>(
                m => m == "open",
                _ =>
                {
                    Become(() => ReceiveAny(m => Sender.Tell(m)));
                    Stash.UnstashAll();
                }
            );
            ReceiveAny(_ => Stash.Stash());
        }

        public IStash Stash { get; set; } = null!;
    }

    [Fact]
    public void A_full_stash_fails_the_actor_and_says_so()
    {
        var door = Make();
        EventFilter
            .Exception<StashOverflowException>(contains: "holds 3 messages")
            .ExpectOne(() =>
            {
                for (var i = 0; i < 4; i++)
                    door.Tell(i);
            });
    }

    [Fact]
    public void Stashing_one_message_twice_is_refused() =>
        EventFilter.Exception<IllegalActorStateException>().ExpectOne(() => Make().Tell("twice"));

    [Fact]
    public void A_restart_takes_everything_back()
    {
        var door = Make();
        door.Tell(1);
        door.Tell(new InvalidOperationException("boom"));
        door.Tell("open");
        door.Tell(2);
        Assert.Equal([1, 2], ReceiveN(2));
    }

    [Fact]
    public void What_is_stashed_at_the_end_becomes_dead_letters()
    {
        var door = Make();
        door.Tell(1);
        EventFilter.DeadLetter<int>(n => n == 1).ExpectOne(() => door.Tell(PoisonPill.Instance));
    }
}
