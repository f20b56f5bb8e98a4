using Akka.Actor;

namespace Akka.TestKit;

/// <summary>One more actor under the control of a test.</summary>
public class TestProbe : TestKitBase, ICanTell
{
    internal TestProbe(ActorSystem system, ITestKitAssertions assertions, string? name)
        : base(assertions, system, name) { }

    public IActorRef Ref => TestActor;

    /// <summary>Who sent the message read last.</summary>
    public IActorRef Sender => LastSender;

    /// <summary>Sends in the name of the probe.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Passes the message read last on, with its sender.</summary>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage!, Sender);

    /// <summary>Answers the message read last.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    public void Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);
}
