using System.Collections.Immutable;
using Aios.Engine.Cells.Persistence;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Keeps events as long as the system runs, serialized, so that what works here works on disk.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private readonly Dictionary<string, List<EventRow>> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;

    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback
    )
    {
        var wanted = _events
            .GetValueOrDefault(persistenceId, [])
            .SkipWhile(row => row.SequenceNr < fromSequenceNr)
            .TakeWhile(row => row.SequenceNr <= toSequenceNr);
        foreach (var row in wanted.Take((int)Math.Min(max, int.MaxValue)))
            recoveryCallback(row.Decode(_serialization));
        return Task.CompletedTask;
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        Task.FromResult(_highest.GetValueOrDefault(persistenceId));

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages,
        CancellationToken cancellationToken
    )
    {
        var writes = EncodedWrites.Of(messages, _serialization);
        foreach (var row in writes.Rows)
        {
            if (row.SequenceNr <= _highest.GetValueOrDefault(row.PersistenceId))
                throw new InvalidOperationException(
                    $"event {row.SequenceNr} of {row.PersistenceId} is stored already: do two actors have the same persistence id?"
                );
            if (!_events.TryGetValue(row.PersistenceId, out var events))
                _events.Add(row.PersistenceId, events = []);
            events.Add(row);
            _highest[row.PersistenceId] = row.SequenceNr;
        }
        return Task.FromResult(writes.Rejected);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken)
    {
        _events.GetValueOrDefault(persistenceId)?.RemoveAll(row => row.SequenceNr <= toSequenceNr);
        return Task.CompletedTask;
    }
}
