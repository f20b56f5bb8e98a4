using Aios.Engine.Cells.Persistence;
using Akka.Event;

namespace Akka.Persistence.Snapshot;

/// <summary>Keeps snapshots as long as the system runs, serialized, so that what works here works on disk.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<(SnapshotMetadata Metadata, Encoded Snapshot)> _rows = [];
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    protected override Task<SelectedSnapshot?> LoadAsync(
        string persistenceId,
        SnapshotSelectionCriteria criteria,
        CancellationToken cancellationToken
    )
    {
        var fitting = _rows
            .Where(row => row.Metadata.PersistenceId == persistenceId && criteria.Matches(row.Metadata))
            .OrderByDescending(row => row.Metadata.SequenceNr);
        return Task.FromResult(SnapshotReading.FirstReadable(fitting, _serialization, _log));
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken)
    {
        var encoded = Encoded.Of(_serialization, snapshot);
        Delete(metadata);
        _rows.Add((metadata, encoded));
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken)
    {
        Delete(metadata);
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken)
    {
        _rows.RemoveAll(row => row.Metadata.PersistenceId == persistenceId && criteria.Matches(row.Metadata));
        return Task.CompletedTask;
    }

    private void Delete(SnapshotMetadata metadata) =>
        _rows.RemoveAll(row => row.Metadata.PersistenceId == metadata.PersistenceId && row.Metadata.SequenceNr == metadata.SequenceNr);
}
