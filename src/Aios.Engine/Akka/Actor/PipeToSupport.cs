using Aios.Engine.Cells;

namespace Akka.Actor;

/// <summary>
/// Sends the outcome of a task as a message: the way back from asynchronous work into an actor. It comes only once, so a full mailbox does not
/// refuse it; the outcome of a task that is over is sent before the call returns.
/// </summary>
public static class PipeToSupport
{
    /// <param name="taskToPipe">The work.</param>
    /// <param name="recipient">Who gets its outcome.</param>
    /// <param name="sender">Null: no sender.</param>
    /// <param name="success">Makes the message of the result; else the result itself is sent. A null is a failure.</param>
    /// <param name="failure">Makes the message of the failure; else, and when it fails itself, <see cref="Status.Failure"/> is sent.</param>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null
    ) => Pipe(taskToPipe, recipient, sender, () => NotNull(success is null ? taskToPipe.Result : success(taskToPipe.Result)), failure);

    /// <inheritdoc cref="PipeTo{T}" />
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null
    ) => Pipe(taskToPipe, recipient, sender, success, failure);

    private static async Task Pipe(
        Task task,
        ICanTell recipient,
        IActorRef? sender,
        Func<object?>? success,
        Func<Exception, object>? failure
    )
    {
        object? message;
        try
        {
            // In a simulation the outcome comes back as a turn of its own; elsewhere no context is asked for.
            await task.ConfigureAwait(Turns.Ambient is not null);
            message = success?.Invoke();
        }
        catch (Exception cause)
        {
            message = FailureOf(cause, failure);
        }
        if (message is null)
            return;
        if (recipient is LocalActorRef local)
            local.TellSurely(message, sender);
        else
            recipient.Tell(message, sender);
    }

    private static object FailureOf(Exception cause, Func<Exception, object>? failure)
    {
        try
        {
            return failure is null ? new Status.Failure(cause) : NotNull(failure(cause));
        }
        catch (Exception fault)
        {
            return new Status.Failure(new AggregateException(cause, fault));
        }
    }

    private static object NotNull(object? message) =>
        message ?? throw new InvalidMessageException("The outcome of a piped task is null, which cannot be sent; map it to a message.");
}
