using Akka.Actor;

namespace Akka.Persistence;

/// <summary>How much of the past a persistent actor takes back when it starts.</summary>
[Serializable]
public sealed class Recovery
{
    /// <summary>Neither a snapshot nor events; the numbering of events goes on.</summary>
    public static readonly Recovery None = new(SnapshotSelectionCriteria.None, 0);

    public static readonly Recovery Default = new(SnapshotSelectionCriteria.Latest);

    public Recovery()
        : this(SnapshotSelectionCriteria.Latest) { }

    /// <param name="fromSnapshot">Which snapshot to begin with.</param>
    /// <param name="toSequenceNr">The last event.</param>
    /// <param name="replayMax">Events at most.</param>
    public Recovery(SnapshotSelectionCriteria fromSnapshot, long toSequenceNr = long.MaxValue, long replayMax = long.MaxValue)
    {
        FromSnapshot = fromSnapshot ?? SnapshotSelectionCriteria.Latest;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    public SnapshotSelectionCriteria FromSnapshot { get; }
    public long ToSequenceNr { get; }
    public long ReplayMax { get; }
}

/// <summary>The last thing a recovery handler gets: commands come from here on, and events may be persisted.</summary>
public sealed class RecoveryCompleted
{
    private RecoveryCompleted() { }

    public static readonly RecoveryCompleted Instance = new();

    public override string ToString() => "RecoveryCompleted";
}

/// <summary>Journal or snapshot store did not answer within <c>recovery-event-timeout</c>.</summary>
public class RecoveryTimedOutException(string message, Exception? cause = null) : AkkaException(message, cause);
