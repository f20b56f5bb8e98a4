using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aios.Engine.Cells.Persistence;
using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// An actor whose state is what its events say. Events are stored before they count; at every start the last snapshot and the events after it
/// come back before the first command does.
/// </summary>
public abstract partial class Eventsourced : ActorBase, IWithUnboundedStash
{
    private ILoggingAdapter? _log;

    /// <summary>The same at every start and of no other actor; may not be empty.</summary>
    public abstract string PersistenceId { get; }

    /// <summary>Under which id snapshots are kept.</summary>
    public string SnapshotterId => PersistenceId;

    /// <summary>How much to take back at the start.</summary>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>Config path of the journal; empty for <c>akka.persistence.journal.plugin</c>. Set in the constructor.</summary>
    public string JournalPluginId { get; protected set; } = "";

    /// <summary>Config path of the snapshot store; empty for <c>akka.persistence.snapshot-store.plugin</c>. Set in the constructor.</summary>
    public string SnapshotPluginId { get; protected set; } = "";

    public IStash Stash { get; set; } = null!;

    /// <summary>Of the event that was stored or replayed last.</summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>What a snapshot taken now is said to contain.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    public bool IsRecovering { get; private set; } = true;

    public bool IsRecoveryFinished => !IsRecovering;

    protected ILoggingAdapter Log => _log ??= OwnCell.GetLogger();

    /// <summary>Takes snapshots, events and <see cref="RecoveryCompleted"/>. False when it does not handle the message.</summary>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Takes commands. False when it does not handle the message.</summary>
    protected abstract bool ReceiveCommand(object message);

    protected sealed override bool Receive(object message) => ReceiveCommand(message);

    /// <summary>Stores an event and then calls the handler. Until that was done no other command is processed.</summary>
    /// <exception cref="InvalidOperationException">Called while events are replayed.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => PersistAll([@event], handler);

    /// <summary>Stores events together or not at all, and then calls the handler for each, in order.</summary>
    /// <inheritdoc cref="Persist{TEvent}" path="/exception" />
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        if (IsRecovering)
            throw new InvalidOperationException(
                $"{PersistenceId} cannot persist while it recovers; do so from RecoveryCompleted on, or in answer to a command."
            );
        var now = OwnCell.SystemImpl.Scheduler.Now.UtcTicks;
        var written = new List<IPersistentRepresentation>();
        foreach (var @event in events)
        {
            ArgumentNullException.ThrowIfNull(@event, nameof(events));
            var persistent = new Persistent(@event, ++_sequenceNr, PersistenceId, writerGuid: _writer, timestamp: now);
            written.Add(persistent);
            _handlers.Enqueue(new EventHandling<TEvent>(persistent, handler, OwnCell.SenderOrNull));
        }
        if (written.Count > 0)
            _batch.Add(new AtomicWrite(ImmutableCollectionsMarshal.AsImmutableArray(written.ToArray())));
    }

    /// <summary>Answered with <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/>; commands go on meanwhile.</summary>
    public void SaveSnapshot(object snapshot) =>
        _snapshots.Ask(new SaveSnapshotRequest(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr, Now), snapshot, OwnCell.SelfRef));

    /// <summary>Answered with <see cref="DeleteSnapshotSuccess"/> or <see cref="DeleteSnapshotFailure"/>.</summary>
    public void DeleteSnapshot(long sequenceNr) =>
        _snapshots.Ask(new DeleteSnapshotRequest(new SnapshotMetadata(SnapshotterId, sequenceNr), OwnCell.SelfRef));

    /// <summary>Answered with <see cref="DeleteSnapshotsSuccess"/> or <see cref="DeleteSnapshotsFailure"/>.</summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        _snapshots.Ask(new DeleteSnapshotsRequest(SnapshotterId, criteria, OwnCell.SelfRef));

    /// <summary>
    /// Deletes the events up to this one, or all when it is the greatest number there is; new events go on counting from where they were. Keep
    /// those that the second newest snapshot needs: the newest may turn out not to be readable. Answered with
    /// <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/>.
    /// </summary>
    public void DeleteMessages(long toSequenceNr)
    {
        var request = new DeleteEventsRequest(
            PersistenceId,
            toSequenceNr == long.MaxValue ? LastSequenceNr : toSequenceNr,
            OwnCell.SelfRef
        );
        if (request.Last > LastSequenceNr)
            request.Fail(new ArgumentException($"{PersistenceId} has no event {request.Last} yet; its last is {LastSequenceNr}."));
        else
            _journal.Ask(request);
    }

    /// <summary>The store failed and nobody knows whether the event is stored; the actor stops. Let its supervisor start it again after a while.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}]: {3}",
            @event.GetType(),
            sequenceNr,
            PersistenceId,
            cause.Message
        );

    /// <summary>The event cannot be stored at all and was not; the actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due to [{3}].",
            @event.GetType(),
            sequenceNr,
            PersistenceId,
            cause.Message
        );

    /// <summary>The actor cannot know its state; it stops.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">The event that its handler failed on; null when it was not that.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
            Log.Error(reason, "{0} cannot recover, its last event being {1}: {2}", PersistenceId, LastSequenceNr, reason.Message);
        else
            Log.Error(
                reason,
                "{0} cannot recover: its handler failed on event {1} ({2}): {3}",
                PersistenceId,
                LastSequenceNr,
                message.GetType().Name,
                reason.Message
            );
    }

    /// <summary>All events were replayed; called before <see cref="RecoveryCompleted"/>.</summary>
    protected virtual void OnReplaySuccess() { }

    private DateTime Now => OwnCell.SystemImpl.Scheduler.Now.UtcDateTime;
}
