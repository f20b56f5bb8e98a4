namespace Akka.Actor;

/// <summary>Processed by the engine itself; never reaches the behaviour of the actor.</summary>
public interface IAutoReceivedMessage;

/// <summary>Does not start the receive timeout anew.</summary>
public interface INotInfluenceReceiveTimeout;

/// <summary>Dead letters of this kind are nothing to speak of and are not published.</summary>
public interface IDeadLetterSuppression;

/// <summary>Stops the actor when its turn comes in the mailbox.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IDeadLetterSuppression
{
    private PoisonPill() { }

    public static PoisonPill Instance { get; } = new();

    public override string ToString() => "<PoisonPill>";
}

/// <summary>A watched actor has ended.</summary>
public sealed class Terminated : INotInfluenceReceiveTimeout, IDeadLetterSuppression
{
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    public IActorRef ActorRef { get; }
    public bool ExistenceConfirmed { get; }
    public bool AddressTerminated { get; }

    public override string ToString() => $"<Terminated>: {ActorRef}";
}

/// <summary>Nothing was received for the time set with <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public sealed class ReceiveTimeout : IDeadLetterSuppression
{
    private ReceiveTimeout() { }

    public static ReceiveTimeout Instance { get; } = new();

    public override string ToString() => "<ReceiveTimeout>";
}

/// <summary>Every actor answers with <see cref="ActorIdentity"/>.</summary>
public sealed class Identify(object messageId) : IAutoReceivedMessage
{
    public object MessageId { get; } = messageId;
}

/// <param name="messageId">The id of the question.</param>
/// <param name="subject">The actor, or <see cref="ActorRefs.Nobody"/> when it has ended.</param>
public sealed class ActorIdentity(object messageId, IActorRef subject)
{
    public object MessageId { get; } = messageId;
    public IActorRef Subject { get; } = subject;
}

/// <summary>Outcome of a request when nothing more telling is at hand.</summary>
public abstract class Status
{
    private Status() { }

    public sealed class Success(object? status) : Status
    {
        public object? Status { get; } = status;

        public override string ToString() => $"Success: {Status}";
    }

    public sealed class Failure(Exception cause, object? state) : Status
    {
        public Failure(Exception cause)
            : this(cause, null) { }

        public Exception Cause { get; } = cause;
        public object? State { get; } = state;

        public override string ToString() => $"Failure: {Cause}";
    }
}
