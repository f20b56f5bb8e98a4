using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>Takes what reached nobody and publishes it.</summary>
internal sealed class DeadLetterRef(ActorSystemImpl system, ActorPath path) : InternalActorRef
{
    public override ActorPath Path => path;
    public override ActorSystemImpl System => system;

    public override void Tell(object message, IActorRef? sender) => Publish(message, sender, this);

    public override void SendSystem(SystemSignal signal)
    {
        if (signal is Watch watch)
            watch.Watcher.SendSystem(new DeathNotice(this));
    }

    public void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case DeadLetter or IDeadLetterSuppression:
                return;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, ActorRefs.Nobody), this);
                return;
            default:
                system.EventStream.Publish(new DeadLetter(message, sender ?? this, recipient));
                return;
        }
    }
}
