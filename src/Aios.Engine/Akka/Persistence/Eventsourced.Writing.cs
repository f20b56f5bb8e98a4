using Aios.Engine.Cells.Persistence;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private readonly Queue<EventHandling> _handlers = new();
    private readonly Queue<EventHandling> _stored = new();
    private List<AtomicWrite> _batch = [];
    private IReadOnlyList<AtomicWrite>? _writing;
    private long _sequenceNr;
    private string _writer = "";

    /// <summary>After every command, and whenever there is news: calls the handlers that are due, then writes on, then takes commands again.</summary>
    internal void GoOn()
    {
        while (_stored.TryDequeue(out var stored))
            Settle(stored);
        if (_writing is not null || IsRecovering)
            return;
        if (_batch.Count == 0)
        {
            OwnCell.Release();
            return;
        }
        (_writing, _batch) = (_batch, []);
        OwnCell.Hold();
        _journal.Ask(new WriteRequest(_writing, OwnCell.SelfRef, this));
    }

    private void OnWritten(Written written)
    {
        var writes = _writing!;
        _writing = null;
        for (var index = 0; index < writes.Count; index++)
        {
            for (var left = writes[index].Size; left > 0; left--)
            {
                var handling = _handlers.Dequeue();
                handling.Rejected = written.Rejected?[index];
                _stored.Enqueue(handling);
            }
        }
        var failures = OwnCell.SystemImpl.Persistence.Failures;
        if (written.Cause is { } cause)
        {
            failures.Failed(PersistenceId, cause);
            FailPersist(cause);
        }
        else
        {
            failures.Stored(PersistenceId);
            GoOn();
        }
    }

    private void Settle(EventHandling stored)
    {
        var persistent = stored.Persistent;
        OwnCell.ActFor(stored.Sender);
        try
        {
            if (stored.Rejected is { } cause)
            {
                OnPersistRejected(cause, persistent.Payload, persistent.SequenceNr);
                return;
            }
            LastSequenceNr = persistent.SequenceNr;
            stored.Handle();
        }
        finally
        {
            OwnCell.ActFor(null);
        }
    }

    private void FailPersist(Exception cause)
    {
        var first = _stored.Peek();
        _stored.Clear();
        OwnCell.ActFor(first.Sender);
        try
        {
            OnPersistFailure(cause, first.Persistent.Payload, first.Persistent.SequenceNr);
        }
        finally
        {
            OwnCell.ActFor(null);
            OwnCell.Stop(Self);
        }
    }
}
