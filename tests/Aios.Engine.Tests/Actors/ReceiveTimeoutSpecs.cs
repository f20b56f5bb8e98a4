using Akka.Actor;

namespace Aios.Engine.Tests.Actors;

public class ReceiveTimeoutSpecs : VirtualTime
{
    private sealed record Quiet : INotInfluenceReceiveTimeout;

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef to)
        {
            Receive<TimeSpan>(t => Context.SetReceiveTimeout(t));
            Receive<string>(m => m == "off", _ => Context.SetReceiveTimeout(null));
            Receive<Exception>(e => throw e);
            ReceiveAny(to.Tell);
        }
    }

    private IActorRef Make(double seconds)
    {
        var to = TestActor;
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(to)));
        actor.Tell(TimeSpan.FromSeconds(seconds));
        Sync(actor, new Quiet());
        return actor;
    }

    private void Sync(IActorRef actor, object message)
    {
        actor.Tell(message);
        ExpectMsg<object>(m => m.Equals(message));
    }

    [Fact]
    public void It_fires_when_nothing_was_received_and_again_after_that()
    {
        Make(10);
        Pass(10);
        ExpectMsg<ReceiveTimeout>();
        Pass(10);
        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void Every_message_starts_it_anew()
    {
        var actor = Make(10);
        Pass(6);
        Sync(actor, "hello");
        Pass(6);
        Sync(actor, new Quiet());
        Pass(4);
        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void A_message_that_does_not_influence_it_lets_it_run()
    {
        var actor = Make(10);
        Pass(6);
        Sync(actor, new Quiet());
        Pass(4);
        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void Null_switches_it_off()
    {
        var actor = Make(10);
        actor.Tell("off");
        Sync(actor, "x");
        Pass(100);
        Sync(actor, "y");
        Assert.Equal(0, Time.Pending);
    }

    [Fact]
    public void A_restart_switches_it_off()
    {
        var actor = Make(10);
        actor.Tell(new InvalidOperationException("boom"));
        Sync(actor, "x");
        Pass(100);
        Sync(actor, "y");
    }

    [Fact]
    public void Zero_is_refused() =>
        EventFilter
            .Exception<ArgumentOutOfRangeException>()
            .ExpectOne(() => Sys.ActorOf(Props.Create(() => new Waiting(Nobody()))).Tell(TimeSpan.Zero));

    private static IActorRef Nobody() => ActorRefs.Nobody;
}
