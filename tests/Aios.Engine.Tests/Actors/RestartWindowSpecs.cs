using Akka.Actor;

namespace Aios.Engine.Tests.Actors;

public class RestartWindowSpecs : VirtualTime
{
    private sealed class Parent : ReceiveActor
    {
        public Parent() => Receive<Props>(p => Sender.Tell(Context.ActorOf(p)));

        protected override SupervisorStrategy SupervisorStrategy() =>
            new OneForOneStrategy(2, TimeSpan.FromSeconds(10), _ => Directive.Restart);
    }

    private sealed class Child : ReceiveActor
    {
        public Child()
        {
            Receive<Exception>(e => throw e);
            ReceiveAny(m => Sender.Tell(m));
        }
    }

    private IActorRef Spawn()
    {
        Sys.ActorOf<Parent>().Tell(Props.Create<Child>());
        return Watch(ExpectMsg<IActorRef>());
    }

    private void Fail(IActorRef child, bool survives)
    {
        child.Tell(new InvalidOperationException("boom"));
        child.Tell("alive");
        if (survives)
            ExpectMsg("alive");
        else
            ExpectTerminated(child);
    }

    [Fact]
    public void More_restarts_than_allowed_in_the_window_stop_the_child()
    {
        var child = Spawn();
        Fail(child, survives: true);
        Fail(child, survives: true);
        Fail(child, survives: false);
    }

    [Fact]
    public void Restarts_count_anew_when_the_window_has_passed()
    {
        var child = Spawn();
        Fail(child, survives: true);
        Fail(child, survives: true);
        Pass(11);
        Fail(child, survives: true);
        Fail(child, survives: true);
        Fail(child, survives: false);
    }
}
