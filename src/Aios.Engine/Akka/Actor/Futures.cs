using Aios.Engine.Cells;

namespace Akka.Actor;

public static class Futures
{
    /// <summary>Sends and waits for one answer, without blocking.</summary>
    /// <param name="self">Whom to ask.</param>
    /// <param name="message">What is asked.</param>
    /// <param name="timeout">Null: <c>akka.actor.ask-timeout</c>. However long it is, the ask is over when the system ends.</param>
    /// <returns>The answer; fails with <see cref="AskTimeoutException"/>, with the cause of a <see cref="Status.Failure"/>, or with
    /// <see cref="ArgumentException"/> when the answer is of another type.</returns>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        Ask<T>(self, _ => message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        Ask<T>(self, _ => message, null, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Ask<T>(self, _ => message, timeout, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        Ask<object>(self, _ => message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        Ask<object>(self, _ => message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Ask<object>(self, _ => message, timeout, cancellationToken);

    /// <param name="self">Whom to ask.</param>
    /// <param name="messageFactory">Makes the message from the reference that the answer has to go to.</param>
    /// <param name="timeout">Null: <c>akka.actor.ask-timeout</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static Task<T> Ask<T>(
        this ICanTell self,
        Func<IActorRef, object> messageFactory,
        TimeSpan? timeout,
        CancellationToken cancellationToken
    )
    {
        if (self is not InternalActorRef { System: { } system } asked)
            throw new ArgumentException($"{self} is no reference of an actor system and cannot be asked.", nameof(self));
        var after = timeout ?? system.Settings.AskTimeout;
        if (after < TimeSpan.Zero && after != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), after, "A timeout must be zero or longer, or infinite.");
        var promise = new PromiseRef<T>(system);
        var message =
            messageFactory(promise) ?? throw new InvalidMessageException($"The message to ask {asked} with is null; ask with a value.");
        promise.Expire(after < TimeSpan.Zero ? TimeSpan.MaxValue : after, asked, message);
        promise.CancelWith(cancellationToken);
        asked.Tell(message, promise);
        return promise.Task;
    }
}

public static class GracefulStopSupport
{
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => GracefulStop(target, timeout, PoisonPill.Instance);

    /// <summary>Sends the message that makes the actor stop, and waits for its end.</summary>
    /// <returns>True when it ended; fails with <see cref="TaskCanceledException"/> when it did not in time.</returns>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not InternalActorRef { System: { } system } actor)
            return true;
        var ended = new PromiseRef<Terminated>(system);
        actor.SendSystem(new Watch(ended));
        ended.Expire(timeout, target, stopMessage);
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await ended.Task.ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            actor.SendSystem(new Unwatch(ended));
            throw new TaskCanceledException($"{target} did not end within {timeout} after {stopMessage.GetType().Name}.");
        }
    }
}
