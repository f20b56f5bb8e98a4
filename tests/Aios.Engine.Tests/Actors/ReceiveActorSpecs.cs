using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class ReceiveActorSpecs : TestKit
{
    private sealed class Chooser : ReceiveActor
    {
        public Chooser()
        {
            Receive<int>(n => n > 100, n => Sender.Tell("big"));
            Receive<int>(n => Sender.Tell("small"), n => n > 10);
            Receive<int>(n =>
            {
                if (n < 0)
                    return false;
                Sender.Tell("tiny");
                return true;
            });
            Receive(typeof(Uri), m => Sender.Tell("uri"));
            Receive<IFormattable>(_ => Sender.Tell("formattable"));
            Receive<string>(m => m == "become", _ => Become(Other));
            Receive<string>(m => m == "declare", _ => Receive<string>(_ => { }));
        }

        private void Other()
        {
            Receive<string>(m => m == "back", _ => Become(Again));
            ReceiveAny(_ => Sender.Tell("other"));
        }

        private void Again() => ReceiveAny(_ => Sender.Tell("again"));
    }

    private sealed class Late : ReceiveActor
    {
        public Late()
        {
            ReceiveAny(_ => { });
            Receive<string>(_ => { });
        }
    }

    [Fact]
    public void The_first_handler_that_takes_a_message_has_it()
    {
        var actor = Sys.ActorOf<Chooser>();
        actor.Tell(1000);
        ExpectMsg("big");
        actor.Tell(50);
        ExpectMsg("small");
        actor.Tell(5);
        ExpectMsg("tiny");
        actor.Tell(-1);
        ExpectMsg("formattable");
        actor.Tell(new Uri("http://localhost"));
        ExpectMsg("uri");
    }

    [Fact]
    public void Become_replaces_all_handlers()
    {
        var actor = Sys.ActorOf<Chooser>();
        actor.Tell("become");
        actor.Tell(5);
        ExpectMsg("other");
        actor.Tell("back");
        actor.Tell(5);
        ExpectMsg("again");
    }

    [Fact]
    public void What_nobody_handles_is_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf<Chooser>();
        actor.Tell("unknown");
        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal("unknown", unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    [Fact]
    public void Handlers_are_declared_in_the_constructor_or_in_become_only() =>
        EventFilter.Exception<InvalidOperationException>(contains: "Become").ExpectOne(() => Sys.ActorOf<Chooser>().Tell("declare"));

    [Fact]
    public void Nothing_can_be_declared_after_receive_any() =>
        EventFilter.Exception<InvalidOperationException>(contains: "ReceiveAny last").ExpectOne(() => Sys.ActorOf<Late>());

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message) => Become(m => Sender.Tell($"now {m}"));
    }

    [Fact]
    public void An_untyped_actor_becomes_too()
    {
        var actor = Sys.ActorOf<Untyped>();
        actor.Tell("a");
        actor.Tell("b");
        ExpectMsg("now b");
    }

    private sealed class Leaky : ReceiveActor
    {
        public Leaky() =>
            ReceiveAny(_ =>
            {
                var sender = Sender;
                Task.Run(() => Sender).ContinueWith(t => sender.Tell(t.Exception!.InnerException!), TaskScheduler.Default);
            });
    }

    [Fact]
    public void The_context_does_not_exist_outside_of_a_message()
    {
        Sys.ActorOf<Leaky>().Tell("go");
        Assert.Contains("no active ActorContext", ExpectMsg<NotSupportedException>().Message);
    }
}
