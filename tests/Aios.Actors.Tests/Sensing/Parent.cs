using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

/// <summary>Has one child; what the child says goes to the listener, everything else to the child.</summary>
internal sealed class Parent : ReceiveActor
{
    public Parent(Props child, IActorRef listener)
    {
        var only = Context.ActorOf(child, "child");
        Receive<GetChild>(_ => Sender.Tell(only));
        ReceiveAny(message =>
        {
            if (Sender.Equals(only))
                listener.Forward(message);
            else
                only.Forward(message);
        });
    }

    public sealed record GetChild;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Restart);
}
