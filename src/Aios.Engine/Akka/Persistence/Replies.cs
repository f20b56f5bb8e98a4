using Aios.Engine.Cells;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>The snapshot is on disk.</summary>
public sealed class SaveSnapshotSuccess(SnapshotMetadata metadata) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotMetadata Metadata { get; } = metadata;
}

/// <summary>Nothing was stored.</summary>
public sealed class SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotMetadata Metadata { get; } = metadata;
    public Exception Cause { get; } = cause;
}

/// <summary>The events up to this one are gone; numbers are not used again.</summary>
public sealed class DeleteMessagesSuccess(long toSequenceNr) : INotInfluenceReceiveTimeout, IMustArrive
{
    public long ToSequenceNr { get; } = toSequenceNr;
}

/// <summary>Nothing was deleted.</summary>
public sealed class DeleteMessagesFailure(Exception cause, long toSequenceNr) : INotInfluenceReceiveTimeout, IMustArrive
{
    public Exception Cause { get; } = cause;
    public long ToSequenceNr { get; } = toSequenceNr;
}

/// <summary>The snapshot is gone.</summary>
public sealed class DeleteSnapshotSuccess(SnapshotMetadata metadata) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotMetadata Metadata { get; } = metadata;
}

/// <summary>Nothing was deleted.</summary>
public sealed class DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotMetadata Metadata { get; } = metadata;
    public Exception Cause { get; } = cause;
}

/// <summary>The snapshots within these bounds are gone.</summary>
public sealed class DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;
}

/// <summary>Nothing was deleted.</summary>
public sealed class DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause) : INotInfluenceReceiveTimeout, IMustArrive
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;
    public Exception Cause { get; } = cause;
}
