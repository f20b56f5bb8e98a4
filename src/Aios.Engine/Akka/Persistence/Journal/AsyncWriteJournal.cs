using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>
/// Base of every journal. Named as <c>class</c> in a config section, with a constructor (<see cref="Akka.Configuration.Config"/>) that gets this
/// section, or none. Every task it returns is waited for; one that fails is told to the persistent actor, never lost.
/// </summary>
public abstract class AsyncWriteJournal : ActorBase
{
    private readonly ConcurrentDictionary<string, Task> _writing = new(StringComparer.Ordinal);

    /// <summary>Replays events in order, as many as allowed.</summary>
    /// <param name="context">Of this journal.</param>
    /// <param name="persistenceId">Whose.</param>
    /// <param name="fromSequenceNr">First, inclusive.</param>
    /// <param name="toSequenceNr">Last, inclusive.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="recoveryCallback">Takes one event; not from two threads at once.</param>
    public abstract Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback
    );

    /// <summary>The highest number there ever was, also when its event was deleted; 0 when there was none.</summary>
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the writes of one actor. The task fails when the store does: nobody knows then what is stored. What cannot be stored because of
    /// what it is, is rejected: one entry per write, null where it is stored; null or nothing at all when all of it is.
    /// </summary>
    protected abstract Task<IImmutableList<Exception?>?> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages,
        CancellationToken cancellationToken
    );

    /// <summary>Deletes events up to a number, inclusive.</summary>
    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken);

    /// <summary>For messages of the plug-in's own. False when it does not handle the message.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case WriteRequest write:
                Track(write.Writes[0].PersistenceId, Write(write));
                return true;
            case ReplayRequest replay:
                _ = Replay(replay);
                return true;
            case DeleteEventsRequest delete:
                _ = Delete(delete);
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    private void Track(string persistenceId, Task write)
    {
        if (write.IsCompleted)
            return;
        _writing[persistenceId] = write;
        write.ContinueWith(
            ended => _writing.TryRemove(KeyValuePair.Create(persistenceId, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private async Task Write(WriteRequest request)
    {
        try
        {
            var rejected = await WriteMessagesAsync(request.Writes, CancellationToken.None).ConfigureAwait(Turns.Ambient is not null);
            if (rejected is { Count: > 0 } && rejected.Count != request.Writes.Count)
                throw new InvalidOperationException(
                    $"{GetType().Name} answered {request.Writes.Count} writes with {rejected.Count} results; there must be one for each."
                );
            request.Succeed(rejected is { Count: > 0 } ? rejected : null);
        }
        catch (Exception cause)
        {
            request.Fail(cause);
        }
    }

    private async Task Replay(ReplayRequest request)
    {
        try
        {
            var context = Context;
            // An earlier life may have left a write behind; what it stores belongs to the past of this one.
            if (request.Highest is null && _writing.TryGetValue(request.PersistenceId, out var write))
                await write.ConfigureAwait(Turns.Ambient is not null);
            var highest =
                request.Highest
                ?? await ReadHighestSequenceNrAsync(request.PersistenceId, request.First, CancellationToken.None)
                    .ConfigureAwait(Turns.Ambient is not null);
            var events = new List<IPersistentRepresentation>();
            var last = Math.Min(request.Last, highest);
            if (request.Most > 0 && request.First <= last)
                await ReplayMessagesAsync(context, request.PersistenceId, request.First, last, request.Most, events.Add)
                    .ConfigureAwait(Turns.Ambient is not null);
            request.Succeed(events, highest);
        }
        catch (Exception cause)
        {
            request.Fail(cause);
        }
    }

    private async Task Delete(DeleteEventsRequest request)
    {
        try
        {
            await DeleteMessagesToAsync(request.PersistenceId, request.Last, CancellationToken.None)
                .ConfigureAwait(Turns.Ambient is not null);
            request.Succeed();
        }
        catch (Exception cause)
        {
            request.Fail(cause);
        }
    }
}
