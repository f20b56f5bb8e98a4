using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>
/// News for a persistent actor. It comes as a system signal: while events are written or read the mailbox stands still and the news must pass it,
/// is never refused, and does not count as a message received.
/// </summary>
/// <param name="life">For whom; a later life under the same reference does not get it.</param>
internal abstract class PersistenceSignal(Eventsourced life) : SystemSignal
{
    public Eventsourced Life => life;
}

internal sealed class RecoveryPermitted(Eventsourced life) : PersistenceSignal(life);

/// <param name="step">The step of the recovery that took too long.</param>
internal sealed class RecoveryStalled(Eventsourced life, int step) : PersistenceSignal(life)
{
    public int Step => step;
}

internal sealed class SnapshotLoaded(Eventsourced life, SelectedSnapshot? snapshot, Exception? cause) : PersistenceSignal(life)
{
    public SelectedSnapshot? Snapshot => snapshot;
    public Exception? Cause => cause;
}

internal sealed class Replayed(Eventsourced life, List<IPersistentRepresentation> events, long highest, Exception? cause)
    : PersistenceSignal(life)
{
    public List<IPersistentRepresentation> Events => events;
    public long Highest => highest;
    public Exception? Cause => cause;
}

internal sealed class Written(Eventsourced life, IReadOnlyList<Exception?>? rejected, Exception? cause) : PersistenceSignal(life)
{
    public IReadOnlyList<Exception?>? Rejected => rejected;
    public Exception? Cause => cause;
}
