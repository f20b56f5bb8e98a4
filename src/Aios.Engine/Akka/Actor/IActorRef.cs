namespace Akka.Actor;

/// <summary>The only handle on an actor: stays the same over restarts, outlives the actor, may be passed to any thread.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}

/// <summary>References that are no actor.</summary>
public static class ActorRefs
{
    /// <summary>Takes every message and does nothing.</summary>
    public static readonly IActorRef Nobody = Aios.Engine.Cells.NobodyRef.Instance;

    /// <summary>Says that a message has no sender; the receiver then sees dead letters as the sender.</summary>
    public static readonly IActorRef? NoSender = null;
}

public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends with the actor that is running on this thread as the sender, or without sender when there is none.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, Aios.Engine.Cells.AmbientSender.Current);

    /// <summary>Passes a message on with the sender of the message being processed.</summary>
    public static void Forward(this IActorRef receiver, object message) =>
        receiver.Tell(message, Aios.Engine.Cells.ActorCell.Current?.SenderOrNull);
}

public static class ActorRefExtensions
{
    /// <summary>True for null and for <see cref="ActorRefs.Nobody"/>.</summary>
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Aios.Engine.Cells.NobodyRef;
}
