using Aios.Loop.Rollback;
using Akka.Actor;
using Akka.Persistence;

namespace Aios.Actors.Spine;

/// <summary>Takes back another actor's past up to a fact and a time, tells its parent, and ends. It writes nothing.</summary>
internal sealed class PastActor<TState> : ReceivePersistentActor
{
    private readonly string _id;
    private TState _state;
    private long _seq;
    private bool _isThere;

    /// <param name="toWall">No fact after this time, in milliseconds since the Unix epoch.</param>
    public PastActor(IPast<TState> past, long toSeq, long toWall, object tag)
    {
        (_id, _state) = (past.PersistenceId, past.Empty);
        var latest = toWall == long.MaxValue ? DateTime.MaxValue : DateTime.UnixEpoch.AddMilliseconds(toWall);
        Recovery = new Recovery(toSeq == 0 ? SnapshotSelectionCriteria.None : new SnapshotSelectionCriteria(toSeq, latest), toSeq);
        Recover<SnapshotOffer>(offer =>
        {
            _state = past.Read(((PastSnapshot)offer.Snapshot).State);
            _seq = offer.Metadata.SequenceNr;
        });
        Recover<RecoveryCompleted>(_ =>
        {
            Context.Parent.Tell(new PastFound<TState>(_state, _seq, tag));
            Context.Stop(Self);
        });
        RecoverAny(fact =>
        {
            _isThere |= past.TimeOf(fact) is { } at && at.Wall > toWall;
            if (_isThere)
                return;
            _state = past.Apply(_state, fact);
            _seq = LastSequenceNr;
        });
    }

    public override string PersistenceId => _id;

    public override Recovery Recovery { get; }
}

/// <param name="Seq">Of the last fact in the state.</param>
internal sealed record PastFound<TState>(TState State, long Seq, object Tag);
