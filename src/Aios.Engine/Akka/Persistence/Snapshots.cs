namespace Akka.Persistence;

/// <summary>Which state a snapshot is of.</summary>
public sealed class SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp) : IEquatable<SnapshotMetadata>
{
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, DateTime.MinValue) { }

    public string PersistenceId { get; } = persistenceId;

    /// <summary>Of the last event that is in it.</summary>
    public long SequenceNr { get; } = sequenceNr;

    /// <summary>When it was taken, in UTC.</summary>
    public DateTime Timestamp { get; } = timestamp;

    public bool Equals(SnapshotMetadata? other) =>
        other is not null && PersistenceId == other.PersistenceId && SequenceNr == other.SequenceNr && Timestamp == other.Timestamp;

    public override bool Equals(object? obj) => Equals(obj as SnapshotMetadata);

    public override int GetHashCode() => HashCode.Combine(PersistenceId, SequenceNr, Timestamp);

    public override string ToString() => $"SnapshotMetadata<{PersistenceId}, {SequenceNr}, {Timestamp:O}>";
}

/// <summary>Bounds of snapshots, all inclusive.</summary>
public sealed class SnapshotSelectionCriteria(
    long maxSequenceNr,
    DateTime maxTimeStamp,
    long minSequenceNr = 0,
    DateTime? minTimestamp = null
)
{
    public static readonly SnapshotSelectionCriteria None = new(0, DateTime.MinValue);
    public static readonly SnapshotSelectionCriteria Latest = new(long.MaxValue, DateTime.MaxValue);

    public SnapshotSelectionCriteria(long maxSequenceNr)
        : this(maxSequenceNr, DateTime.MaxValue) { }

    public long MaxSequenceNr { get; } = maxSequenceNr;
    public DateTime MaxTimeStamp { get; } = maxTimeStamp;
    public long MinSequenceNr { get; } = minSequenceNr;
    public DateTime? MinTimestamp { get; } = minTimestamp;

    internal SnapshotSelectionCriteria Limit(long toSequenceNr) =>
        toSequenceNr < MaxSequenceNr ? new SnapshotSelectionCriteria(toSequenceNr, MaxTimeStamp, MinSequenceNr, MinTimestamp) : this;

    internal bool Matches(SnapshotMetadata metadata) =>
        metadata.SequenceNr <= MaxSequenceNr
        && metadata.SequenceNr >= MinSequenceNr
        && metadata.Timestamp <= MaxTimeStamp
        && metadata.Timestamp >= (MinTimestamp ?? DateTime.MinValue);
}

/// <summary>A snapshot that was loaded.</summary>
public sealed class SelectedSnapshot(SnapshotMetadata metadata, object snapshot)
{
    public SnapshotMetadata Metadata { get; } = metadata;
    public object Snapshot { get; } = snapshot;
}

/// <summary>The first thing a recovery handler gets, when there is a snapshot.</summary>
public sealed class SnapshotOffer(SnapshotMetadata metadata, object snapshot)
{
    public SnapshotMetadata Metadata { get; } = metadata;
    public object Snapshot { get; } = snapshot;
}
