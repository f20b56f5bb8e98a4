using Aios.Loop.Ports;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>Cursors in the table <c>cursor</c>.</summary>
public sealed class CursorStore(SqliteStore store) : ICursorStore
{
    private readonly PreparedStatement _upsert = new(
        """
        INSERT INTO cursor (name, applied_seq) VALUES ($name, $seq)
        ON CONFLICT (name) DO UPDATE SET applied_seq = max(applied_seq, excluded.applied_seq)
        """
    );

    public long Read(string reader) =>
        store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT applied_seq FROM cursor WHERE name = $name";
            command.Parameters.AddWithValue("$name", reader);
            return (long?)command.ExecuteScalar() ?? 0;
        });

    /// <summary>Every cursor by the name of its reader.</summary>
    public IReadOnlyDictionary<string, long> All() =>
        store.Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT name, applied_seq FROM cursor";
            using var rows = command.ExecuteReader();
            var found = new Dictionary<string, long>();
            while (rows.Read())
                found[rows.GetString(0)] = rows.GetInt64(1);
            return found;
        });

    /// <summary>Where the log lost records, its readers stand where it ends now, and what was read from the lost ones is forgotten.</summary>
    public Task TakeBack(long lastSeq) =>
        store.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                UPDATE cursor SET applied_seq = $last WHERE applied_seq > $last;
                DELETE FROM decision_version WHERE position > $last;
                DELETE FROM decision_tag WHERE position > $last;
                DELETE FROM decision WHERE position > $last;
                DELETE FROM standing WHERE (SELECT max(seq) FROM standing) > $last;
                """;
            command.Parameters.AddWithValue("$last", lastSeq);
            command.ExecuteNonQuery();
            if (FullText.IsThere(connection))
                FullText.Rebuild(connection);
        });

    public Task Write(string reader, long appliedSeq) => store.Write(connection => Write(connection, reader, appliedSeq));

    /// <summary>All of them in one commit; completes after the sync.</summary>
    public Task Write(params IReadOnlyList<(string Reader, long Seq)> cursors) =>
        store.Write(connection =>
        {
            foreach (var (reader, seq) in cursors)
                Write(connection, reader, seq);
        });

    /// <summary>In the commit of something else.</summary>
    internal void Write(SqliteConnection connection, string reader, long appliedSeq) =>
        _upsert.Execute(connection, ("$name", reader), ("$seq", appliedSeq));
}
