using System.Collections.Immutable;
using Aios.Loop.Rollback;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Persistence;
using static Aios.Loop.Rollback.RollbackProtocol;

namespace Aios.Actors.Spine;

/// <summary>Answers for one persistent actor what is kept of its past, reads it, and keeps its snapshots in bounds.</summary>
internal sealed class RollbackDesk<TState>(IPast<TState> past, Eventsourced owner, IActorContext context)
{
    public const int FactsPerSnapshot = 100;

    private static readonly IReadOnlySet<string> Monotonic = RollbackRules.MonotonicOf(typeof(TState));

    private readonly Dictionary<IActorRef, IActorRef> _askers = [];
    private Kept _kept = Kept.Nothing;
    private long _lastSnapshot;

    public void Recover(SnapshotOffer offer)
    {
        var snapshot = (PastSnapshot)offer.Snapshot;
        var own = new KeptSnapshot(offer.Metadata.SequenceNr, Wall(offer.Metadata.Timestamp));
        _kept = new Kept(snapshot.FromSeq, snapshot.SinceWall, [.. snapshot.Earlier, own]);
        _lastSnapshot = own.Seq;
    }

    /// <summary>Every fact that was stored or replayed passes here.</summary>
    public void Saw(object fact)
    {
        if (_kept.SinceWall == 0 && past.TimeOf(fact) is { } at)
            _kept = _kept with { SinceWall = at.Wall };
    }

    public void SnapshotIfDue(TState state, Moment now)
    {
        if (owner.LastSequenceNr - _lastSnapshot < FactsPerSnapshot)
            return;
        _lastSnapshot = owner.LastSequenceNr;
        var next = _kept.With(new KeptSnapshot(_lastSnapshot, now.Wall));
        owner.SaveSnapshot(new PastSnapshot(past.Write(state), next.Items[..^1], next.FromSeq, next.SinceWall, past.Shape));
    }

    /// <summary>It is on disk: what it makes superfluous may go.</summary>
    public void Saved(SnapshotMetadata saved)
    {
        var before = _kept;
        _kept = _kept.With(new KeptSnapshot(saved.SequenceNr, Wall(saved.Timestamp)));
        if (before.Items is [var oldest, ..] && oldest.Seq < _kept.Items[0].Seq)
            owner.DeleteSnapshots(new SnapshotSelectionCriteria(_kept.Items[0].Seq - 1));
        if (_kept.FromSeq > before.FromSeq)
            owner.DeleteMessages(_kept.FromSeq);
    }

    public Snapshots Snapshots => new(past.PersistenceId, owner.LastSequenceNr, _kept, past.Fixed?.Why);

    /// <summary>Begins to read the past, or refuses. What was asked comes back with it.</summary>
    public void Look(RollbackTarget to, object question, IActorRef asker)
    {
        var (seq, wall, refusal) = RollbackRules.Resolve(past.PersistenceId, to, _kept, owner.LastSequenceNr);
        if ((past.Fixed ?? refusal) is { } why)
        {
            asker.Tell(new Refused(why));
            return;
        }
        var source = past;
        var reader = context.ActorOf(Props.Create(() => new PastActor<TState>(source, seq, wall, question)));
        context.Watch(reader);
        _askers[reader] = asker;
    }

    /// <summary>Who asked for what this reader found.</summary>
    public IActorRef AskerOf(IActorRef reader) => _askers.Remove(reader, out var asker) ? asker : ActorRefs.Nobody;

    /// <summary>A reader that ended without having found anything could not read.</summary>
    public void Ended(IActorRef reader)
    {
        if (_askers.Remove(reader, out var asker))
            asker.Tell(
                new Refused(
                    new Refusal("rollback", past.PersistenceId, "its past cannot be read; the log says why", "choose another target")
                )
            );
    }

    /// <summary>What going from the one state to the other changes.</summary>
    public Preview Compare(TState now, PastFound<TState> found, Moment at)
    {
        var then = past.Read(Merged(now, found.State));
        ImmutableArray<Difference> differences = RollbackRules.Differences(
            past.Describe(now, at),
            past.Describe(then, past.At(found.State))
        );
        return new Preview(past.PersistenceId, owner.LastSequenceNr, found.Seq, past.At(found.State).Wall, differences);
    }

    /// <param name="fromSeq">Of the last fact before the rollback.</param>
    public RolledBack Decide(TState now, PastFound<TState> found, Rollback asked, long fromSeq, Moment at) =>
        new(fromSeq, found.Seq, Merged(now, found.State), asked.Reason, asked.Who, at);

    private System.Text.Json.JsonElement Merged(TState now, TState then) =>
        RollbackRules.Keep(past.Write(now), past.Write(then), Monotonic);

    private static long Wall(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalMilliseconds;
}
