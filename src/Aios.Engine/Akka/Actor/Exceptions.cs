namespace Akka.Actor;

/// <summary>Base of what the engine throws.</summary>
public abstract class AkkaException(string? message, Exception? cause = null) : Exception(message, cause)
{
    protected Exception? Cause => InnerException;
}

/// <summary>A null was sent.</summary>
public class InvalidMessageException(string message) : AkkaException(message);

/// <summary>The name is taken or not allowed.</summary>
public class InvalidActorNameException(string message, Exception? innerException = null) : AkkaException(message, innerException);

/// <summary>No answer came in time.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>The actor could not be made: its constructor or PreStart failed.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message)
        : base(message) { }

    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    public IActorRef? Actor { get; }
}

/// <summary>PreRestart failed; the restart goes on.</summary>
public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
    : ActorInitializationException(
        actor,
        $"PreRestart of {actor} failed ({restartException.Message}) while restarting after: {cause.Message}",
        restartException
    )
{
    public object? OptionalMessage { get; } = optionalMessage;
}

/// <summary>The new life of an actor could not be made.</summary>
public class PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
    : ActorInitializationException(actor, $"{actor} could not be restarted: {cause.Message}", cause)
{
    public Exception OriginalCause { get; } = originalCause;
}

/// <summary>A watched actor ended and the watcher did not handle <see cref="Terminated"/>.</summary>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    public IActorRef DeadActor { get; } = deadActor;
}
