using Akka.Actor;
using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>What a persistent actor asks of a journal or snapshot store. Each is answered exactly once, also when it reaches nobody.</summary>
internal abstract class PluginRequest(LocalActorRef from)
{
    protected LocalActorRef From => from;

    public abstract void Fail(Exception cause);
}

internal sealed class WriteRequest(IReadOnlyList<AtomicWrite> writes, LocalActorRef from, Eventsourced life) : PluginRequest(from)
{
    public IReadOnlyList<AtomicWrite> Writes => writes;

    /// <param name="rejected">One entry per write, null where it was stored; null when all were.</param>
    public void Succeed(IReadOnlyList<Exception?>? rejected) => From.SendSystem(new Written(life, rejected, null));

    public override void Fail(Exception cause) => From.SendSystem(new Written(life, null, cause));
}

/// <param name="highest">What an earlier page has said; null: to be looked up.</param>
internal sealed class ReplayRequest(string id, long first, long last, long most, long? highest, LocalActorRef from, Eventsourced life)
    : PluginRequest(from)
{
    public string PersistenceId => id;
    public long First => first;
    public long Last => last;
    public long Most => most;
    public long? Highest => highest;

    public void Succeed(List<IPersistentRepresentation> events, long highestOfAll) =>
        From.SendSystem(new Replayed(life, events, highestOfAll, null));

    public override void Fail(Exception cause) => From.SendSystem(new Replayed(life, [], 0, cause));
}

internal sealed class DeleteEventsRequest(string id, long last, LocalActorRef from) : PluginRequest(from)
{
    public string PersistenceId => id;
    public long Last => last;

    public void Succeed() => From.Tell(new DeleteMessagesSuccess(last), ActorRefs.NoSender);

    public override void Fail(Exception cause) => From.Tell(new DeleteMessagesFailure(cause, last), ActorRefs.NoSender);
}

internal sealed class LoadSnapshotRequest(string id, SnapshotSelectionCriteria criteria, LocalActorRef from, Eventsourced life)
    : PluginRequest(from)
{
    public string PersistenceId => id;
    public SnapshotSelectionCriteria Criteria => criteria;

    public void Succeed(SelectedSnapshot? snapshot) => From.SendSystem(new SnapshotLoaded(life, snapshot, null));

    public override void Fail(Exception cause) => From.SendSystem(new SnapshotLoaded(life, null, cause));
}

internal sealed class SaveSnapshotRequest(SnapshotMetadata metadata, object snapshot, LocalActorRef from) : PluginRequest(from)
{
    public SnapshotMetadata Metadata => metadata;
    public object Snapshot => snapshot;

    public void Succeed() => From.Tell(new SaveSnapshotSuccess(metadata), ActorRefs.NoSender);

    public override void Fail(Exception cause) => From.Tell(new SaveSnapshotFailure(metadata, cause), ActorRefs.NoSender);
}

internal sealed class DeleteSnapshotRequest(SnapshotMetadata metadata, LocalActorRef from) : PluginRequest(from)
{
    public SnapshotMetadata Metadata => metadata;

    public void Succeed() => From.Tell(new DeleteSnapshotSuccess(metadata), ActorRefs.NoSender);

    public override void Fail(Exception cause) => From.Tell(new DeleteSnapshotFailure(metadata, cause), ActorRefs.NoSender);
}

internal sealed class DeleteSnapshotsRequest(string id, SnapshotSelectionCriteria criteria, LocalActorRef from) : PluginRequest(from)
{
    public string PersistenceId => id;
    public SnapshotSelectionCriteria Criteria => criteria;

    public void Succeed() => From.Tell(new DeleteSnapshotsSuccess(criteria), ActorRefs.NoSender);

    public override void Fail(Exception cause) => From.Tell(new DeleteSnapshotsFailure(criteria, cause), ActorRefs.NoSender);
}
