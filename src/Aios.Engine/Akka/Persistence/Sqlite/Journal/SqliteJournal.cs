using System.Collections.Immutable;
using Aios.Engine.Cells;
using Aios.Engine.Cells.Persistence;
using Aios.Platform.Sqlite;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite.Journal;

/// <summary>
/// Events in a SQLite file. All that waits for the writer is one transaction, synced before anybody hears of it; when one of them fails, the
/// others are stored without it.
/// </summary>
public class SqliteJournal : AsyncWriteJournal
{
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;
    private readonly SqliteStores _stores = ((ActorSystemImpl)Context.System).Persistence.Stores;
    private readonly Config _settings;
    private readonly string _table;
    private readonly string _metadata;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _select;
    private readonly SqliteStatement _highestRead;
    private readonly SqliteStatement _highestWritten;
    private readonly SqliteStatement _keepHighest;
    private readonly SqliteStatement _forgetHighest;
    private readonly SqliteStatement _delete;
    private SqliteStore? _store;

    public SqliteJournal(Config journalConfig)
    {
        _settings = journalConfig;
        _table = SqliteTables.Name(journalConfig, "table-name");
        _metadata = SqliteTables.Name(journalConfig, "metadata-table-name");
        _insert = new(
            $"INSERT INTO {_table} (persistence_id, sequence_nr, is_deleted, timestamp, manifest, payload, serializer_id) VALUES (?, ?, 0, ?, ?, ?, ?)"
        );
        _select = new(
            $"SELECT sequence_nr, timestamp, manifest, payload, serializer_id FROM {_table} WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ? AND is_deleted = 0 ORDER BY sequence_nr LIMIT ?"
        );
        var highest =
            $"SELECT max(ifnull((SELECT max(sequence_nr) FROM {_table} WHERE persistence_id = ?1), 0), ifnull((SELECT max(sequence_nr) FROM {_metadata} WHERE persistence_id = ?1), 0))";
        (_highestRead, _highestWritten) = (new(highest), new(highest));
        _forgetHighest = new($"DELETE FROM {_metadata} WHERE persistence_id = ?1 AND sequence_nr < ?2");
        _keepHighest = new($"INSERT OR IGNORE INTO {_metadata} (persistence_id, sequence_nr) VALUES (?1, ?2)");
        _delete = new($"DELETE FROM {_table} WHERE persistence_id = ? AND sequence_nr <= ?");
    }

    private SqliteStore Store => _store ?? throw new ObjectDisposedException(_table);

    protected override void PreStart()
    {
        _store = _stores.Take(_settings, Self.Path.Parent.Name);
        SqliteTables.Prepare(_store, _settings, (_table, SqliteTables.Events(_table)), (_metadata, SqliteTables.Highest(_metadata)));
    }

    protected override void PostStop()
    {
        if (_store is { } store)
            _stores.Leave(store);
        _store = null;
    }

    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback
    )
    {
        var rows = Store.Read(connection => Select(connection, persistenceId, fromSequenceNr, toSequenceNr, max));
        foreach (var row in rows)
            recoveryCallback(row.Decode(_serialization));
        return Task.CompletedTask;
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken) =>
        Task.FromResult(Store.Read(connection => Highest(_highestRead.On(connection), persistenceId)));

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(
        IEnumerable<AtomicWrite> messages,
        CancellationToken cancellationToken
    )
    {
        var writes = EncodedWrites.Of(messages, _serialization);
        if (writes.Rows.Count > 0)
            await Store.Write(connection => Insert(connection, writes.Rows)).ConfigureAwait(Turns.Ambient is not null);
        return writes.Rejected;
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken) =>
        Store.Write(connection =>
        {
            var highest = Math.Min(Highest(_highestWritten.On(connection), persistenceId), toSequenceNr);
            _delete.On(connection).Bind(1, persistenceId).Bind(2, toSequenceNr).Run();
            _keepHighest.On(connection).Bind(1, persistenceId).Bind(2, highest).Run();
            _forgetHighest.On(connection).Bind(1, persistenceId).Bind(2, highest).Run();
        });

    private void Insert(SqliteConnection connection, List<EventRow> rows)
    {
        var insert = _insert.On(connection);
        foreach (var (id, number, timestamp, stored) in rows)
        {
            insert
                .Bind(1, id)
                .Bind(2, number)
                .Bind(3, timestamp)
                .Bind(4, stored.Manifest)
                .Bind(5, stored.Payload)
                .Bind(6, stored.SerializerId);
            insert.Run();
        }
    }

    private List<EventRow> Select(SqliteConnection connection, string id, long first, long last, long most)
    {
        var found = new List<EventRow>();
        var query = _select.On(connection).Bind(1, id).Bind(2, first).Bind(3, last).Bind(4, most);
        try
        {
            while (query.Step())
            {
                var stored = new Encoded((int)query.Long(4), query.Text(2), query.Bytes(3));
                found.Add(new EventRow(id, query.Long(0), query.Long(1), stored));
            }
        }
        finally
        {
            query.Reset();
        }
        return found;
    }

    private static long Highest(SqliteStatement query, string id)
    {
        try
        {
            return query.Bind(1, id).Step() ? query.Long(0) : 0;
        }
        finally
        {
            query.Reset();
        }
    }
}
