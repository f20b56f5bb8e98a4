namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>Sends a message without waiting. At most once, in order per pair of sender and receiver.</summary>
    void Tell(object message, IActorRef? sender);
}
