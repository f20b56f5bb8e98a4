using System.Globalization;
using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Aios.Engine.Timing;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    // As many events are asked for at a time, so that a long replay neither fills memory nor keeps the journal from others.
    private const long Page = 500;
    private PluginHandle _journal = null!;
    private PluginHandle _snapshots = null!;
    private TimerEntry? _stallTimer;
    private int _step;
    private long _toReplay;
    private bool _gapTold;

    /// <summary>The object was made: nothing is processed until the past is back.</summary>
    internal void Begin()
    {
        if (string.IsNullOrEmpty(PersistenceId))
            throw new ConfigurationException($"{GetType().Name} {Self.Path} has no PersistenceId; give it one that stays the same.");
        var plugins = OwnCell.SystemImpl.Persistence;
        _journal = plugins.Journal(JournalPluginId);
        _snapshots = plugins.SnapshotStore(SnapshotPluginId);
        _writer = ActorSystemImpl.NextUid().ToString(CultureInfo.InvariantCulture);
        _toReplay = Recovery.ReplayMax;
        OwnCell.Hold();
        plugins.Permits.Ask(this);
    }

    internal void Permitted() => OwnCell.SelfRef.SendSystem(new RecoveryPermitted(this));

    /// <summary>The object is no longer needed.</summary>
    internal void End()
    {
        _stallTimer?.Cancel();
        OwnCell.SystemImpl.Persistence.Permits.Return(this);
    }

    internal void On(PersistenceSignal signal)
    {
        switch (signal)
        {
            case Written written:
                OnWritten(written);
                break;
            case RecoveryPermitted:
                Await(_snapshots);
                var criteria = Recovery.FromSnapshot.Limit(Recovery.ToSequenceNr);
                _snapshots.Ask(new LoadSnapshotRequest(SnapshotterId, criteria, OwnCell.SelfRef, this));
                break;
            case SnapshotLoaded { Cause: { } cause }:
                FailRecovery(cause, null);
                break;
            case SnapshotLoaded loaded:
                OnSnapshot(loaded.Snapshot);
                break;
            case Replayed { Cause: { } cause }:
                FailRecovery(cause, null);
                break;
            case Replayed replayed:
                OnReplayed(replayed);
                break;
            case RecoveryStalled stalled when IsRecovering && stalled.Step == _step:
                FailRecovery(new RecoveryTimedOutException($"{PersistenceId}: the store did not answer in time."), null);
                break;
        }
    }

    private void OnSnapshot(SelectedSnapshot? snapshot)
    {
        if (snapshot is not null)
        {
            LastSequenceNr = snapshot.Metadata.SequenceNr;
            if (!TryRecover(new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot), snapshot.Snapshot))
                return;
        }
        Replay(highest: null);
    }

    private void Replay(long? highest)
    {
        Await(_journal);
        var most = Math.Min(Page, _toReplay);
        _journal.Ask(new ReplayRequest(PersistenceId, LastSequenceNr + 1, Recovery.ToSequenceNr, most, highest, OwnCell.SelfRef, this));
    }

    private void OnReplayed(Replayed replayed)
    {
        foreach (var persistent in replayed.Events)
        {
            ExpectNoGap(persistent.SequenceNr);
            LastSequenceNr = persistent.SequenceNr;
            if (!TryRecover(persistent.Payload, persistent.Payload))
                return;
        }
        _toReplay -= replayed.Events.Count;
        var last = Math.Min(Recovery.ToSequenceNr, replayed.Highest);
        if (replayed.Events.Count == Page && _toReplay > 0 && LastSequenceNr < last)
            Replay(replayed.Highest);
        else
        {
            if (_toReplay > 0)
                ExpectNoGap(last + 1);
            Complete(replayed.Highest);
        }
    }

    /// <summary>A past with a hole in it makes a state that never was: this is said, once a life.</summary>
    private void ExpectNoGap(long next)
    {
        if (_gapTold || next <= LastSequenceNr + 1)
            return;
        _gapTold = true;
        Log.Warning(
            "The events {0} to {1} of {2} are not there, deleted or never stored; its state is made without them.",
            LastSequenceNr + 1,
            next - 1,
            PersistenceId
        );
    }

    private void Complete(long highest)
    {
        _step++;
        _stallTimer?.Cancel();
        OnReplaySuccess();
        LastSequenceNr = _sequenceNr = Math.Max(highest, LastSequenceNr);
        IsRecovering = false;
        OwnCell.SystemImpl.Persistence.Permits.Return(this);
        ReceiveRecover(RecoveryCompleted.Instance);
        GoOn();
    }

    private bool TryRecover(object message, object payload)
    {
        try
        {
            if (!ReceiveRecover(message))
                Unhandled(message);
            return true;
        }
        catch (Exception fault)
        {
            FailRecovery(fault, payload);
            return false;
        }
    }

    private void FailRecovery(Exception reason, object? message)
    {
        _step++;
        End();
        try
        {
            OnRecoveryFailure(reason, message);
        }
        finally
        {
            OwnCell.Stop(Self);
        }
    }

    private void Await(PluginHandle store)
    {
        _stallTimer?.Cancel();
        var stalled = new RecoveryStalled(this, ++_step);
        _stallTimer = OwnCell.SystemImpl.Clock.Callback(store.RecoveryTimeout, () => OwnCell.SelfRef.SendSystem(stalled));
    }
}
