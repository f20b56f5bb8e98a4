using Akka.Actor;

namespace Akka.Persistence;

/// <summary>What is to be done once an event is stored.</summary>
internal abstract class EventHandling(IPersistentRepresentation persistent, IActorRef? sender)
{
    public IPersistentRepresentation Persistent => persistent;

    /// <summary>Of the command that led to the event.</summary>
    public IActorRef? Sender => sender;

    /// <summary>Why it was refused.</summary>
    public Exception? Rejected { get; set; }

    public abstract void Handle();
}

internal sealed class EventHandling<TEvent>(IPersistentRepresentation persistent, Action<TEvent> handler, IActorRef? sender)
    : EventHandling(persistent, sender)
{
    public override void Handle() => handler((TEvent)Persistent.Payload);
}
