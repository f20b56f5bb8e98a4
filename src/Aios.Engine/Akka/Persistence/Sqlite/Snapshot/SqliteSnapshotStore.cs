using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Aios.Platform.Sqlite;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Sqlite.Snapshot;

/// <summary>Snapshots in a SQLite file, which may be that of the journal.</summary>
public class SqliteSnapshotStore : SnapshotStore
{
    private const string Within = "persistence_id = ? AND sequence_nr BETWEEN ? AND ? AND created_at BETWEEN ? AND ?";
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly SqliteStores _stores = ((ActorSystemImpl)Context.System).Persistence.Stores;
    private readonly Config _settings;
    private readonly string _table;
    private readonly SqliteStatement _upsert;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _deleteOne;
    private readonly SqliteStatement _deleteWithin;
    private SqliteStore? _store;

    public SqliteSnapshotStore(Config snapshotConfig)
    {
        _settings = snapshotConfig;
        _table = SqliteTables.Name(snapshotConfig, "table-name");
        _upsert = new(
            $"INSERT OR REPLACE INTO {_table} (persistence_id, sequence_nr, created_at, manifest, payload, serializer_id) VALUES (?, ?, ?, ?, ?, ?)"
        );
        _select = new(
            $"SELECT sequence_nr, created_at, manifest, payload, serializer_id FROM {_table} WHERE {Within} ORDER BY sequence_nr DESC LIMIT 1"
        );
        _deleteOne = new($"DELETE FROM {_table} WHERE persistence_id = ? AND sequence_nr = ?");
        _deleteWithin = new($"DELETE FROM {_table} WHERE {Within}");
    }

    private SqliteStore Store => _store ?? throw new ObjectDisposedException(_table);

    protected override void PreStart()
    {
        _store = _stores.Take(_settings, Self.Path.Parent.Name);
        SqliteTables.Prepare(_store, _settings, (_table, SqliteTables.Snapshots(_table)));
    }

    protected override void PostStop()
    {
        if (_store is { } store)
            _stores.Leave(store);
        _store = null;
    }

    protected override Task<SelectedSnapshot?> LoadAsync(
        string persistenceId,
        SnapshotSelectionCriteria criteria,
        CancellationToken cancellationToken
    ) => Task.FromResult(SnapshotReading.FirstReadable(NewestFirst(persistenceId, criteria), _serialization, _log));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken)
    {
        var encoded = Encoded.Of(_serialization, snapshot);
        return Store.Write(connection =>
            _upsert
                .On(connection)
                .Bind(1, metadata.PersistenceId)
                .Bind(2, metadata.SequenceNr)
                .Bind(3, metadata.Timestamp.Ticks)
                .Bind(4, encoded.Manifest)
                .Bind(5, encoded.Payload)
                .Bind(6, encoded.SerializerId)
                .Run()
        );
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken) =>
        Store.Write(connection => _deleteOne.On(connection).Bind(1, metadata.PersistenceId).Bind(2, metadata.SequenceNr).Run());

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        Store.Write(connection => Bind(_deleteWithin.On(connection), persistenceId, criteria).Run());

    /// <summary>One row at a time: older ones are read only when the newer are of no use.</summary>
    private IEnumerable<(SnapshotMetadata, Encoded)> NewestFirst(string id, SnapshotSelectionCriteria criteria)
    {
        while (Store.Read(connection => Newest(connection, id, criteria)) is { } newest)
        {
            yield return newest;
            if (newest.Metadata.SequenceNr == 0)
                yield break;
            criteria = criteria.Limit(newest.Metadata.SequenceNr - 1);
        }
    }

    private (SnapshotMetadata Metadata, Encoded Snapshot)? Newest(
        Microsoft.Data.Sqlite.SqliteConnection connection,
        string id,
        SnapshotSelectionCriteria criteria
    )
    {
        var query = Bind(_select.On(connection), id, criteria);
        try
        {
            if (!query.Step())
                return null;
            var metadata = new SnapshotMetadata(id, query.Long(0), new DateTime(query.Long(1), DateTimeKind.Utc));
            return (metadata, new Encoded((int)query.Long(4), query.Text(2), query.Bytes(3)));
        }
        finally
        {
            query.Reset();
        }
    }

    private static SqliteStatement Bind(SqliteStatement statement, string id, SnapshotSelectionCriteria criteria) =>
        statement
            .Bind(1, id)
            .Bind(2, criteria.MinSequenceNr)
            .Bind(3, criteria.MaxSequenceNr)
            .Bind(4, (criteria.MinTimestamp ?? DateTime.MinValue).Ticks)
            .Bind(5, criteria.MaxTimeStamp.Ticks);
}
