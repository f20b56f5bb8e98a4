using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Aios.Engine.Tests.Actors;

public class DeathWatchSpecs : TestKit
{
    private sealed class Plain : ReceiveActor
    {
        public Plain(IActorRef? to)
        {
            Receive<string>(m => m == "tell and stop", _ => TellAndStop(to!));
        }

        private void TellAndStop(IActorRef to)
        {
            to.Tell("last words");
            Context.Stop(Self);
        }
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef to)
        {
            Receive<IActorRef>(r => Sender.Tell(Context.Watch(r)));
            Receive<(string, IActorRef)>(m => Sender.Tell(Context.Unwatch(m.Item2)));
            Receive<Terminated>(t => to.Tell(t.ActorRef), t => t.ExistenceConfirmed);
            ReceiveAny(m => to.Tell(m));
        }
    }

    private sealed class Bound : ReceiveActor
    {
        public Bound() => Receive<IActorRef>(r => Sender.Tell(Context.Watch(r)));
    }

    private IActorRef Make(IActorRef? to = null) => Sys.ActorOf(Props.Create(() => new Plain(to)));

    [Fact]
    public void The_end_is_told_to_all_watchers_once()
    {
        var one = CreateTestProbe();
        var two = CreateTestProbe();
        var actor = Make();
        one.Watch(actor);
        one.Watch(actor);
        two.Watch(actor);
        Sys.Stop(actor);
        one.ExpectTerminated(actor);
        two.ExpectTerminated(actor);
        Watch(Make());
        one.ExpectNoMsg(0);
    }

    [Fact]
    public void An_actor_that_has_ended_already_is_told_too()
    {
        var actor = Watch(Make());
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void What_was_sent_before_the_end_arrives_before_it()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        for (var i = 0; i < 100; i++)
        {
            var actor = Make(watcher);
            watcher.Tell(actor);
            ExpectMsg(actor);
            actor.Tell("tell and stop");
            ExpectMsg("last words");
            ExpectMsg(actor);
        }
    }

    [Fact]
    public void After_unwatch_nothing_is_told()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        var actor = Make();
        watcher.Tell(actor);
        ExpectMsg(actor);
        watcher.Tell(("unwatch", actor));
        ExpectMsg(actor);
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        watcher.Tell("behind it");
        ExpectMsg("behind it");
    }

    [Fact]
    public void An_unhandled_termination_fails_the_watcher()
    {
        var bound = Watch(Sys.ActorOf<Bound>());
        var actor = Make();
        bound.Tell(actor);
        ExpectMsg(actor);
        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(actor));
        ExpectTerminated(bound);
    }

    [Fact]
    public void When_a_parent_learns_of_the_end_the_name_is_free()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Replacing(TestActor)));
        for (var i = 0; i < 100; i++)
        {
            parent.Tell("next");
            ExpectMsg("replaced");
        }
    }

    private sealed class Replacing : ReceiveActor
    {
        private IActorRef _child;

        public Replacing(IActorRef to)
        {
            _child = Start();
            Receive<string>(_ => Context.Stop(_child));
            Receive<Terminated>(_ =>
            {
                _child = Start();
                to.Tell("replaced");
            });
        }

        private static IActorRef Start() => Context.Watch(Context.ActorOf(Props.Create(() => new Plain(null)), "same"));
    }

    [Fact]
    public void Watching_oneself_or_nobody_is_harmless()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(watcher);
        ExpectMsg(watcher);
        watcher.Tell("x");
        ExpectMsg("x");
    }
}
