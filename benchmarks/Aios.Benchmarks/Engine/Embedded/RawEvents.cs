using System.Diagnostics;
using Aios.Engine.Cells.Persistence;
using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Benchmarks.Engine.Embedded;

/// <summary>The rows of a journal through bare SQLite: one thread, one statement compiled once, no queue, no answer.</summary>
internal static class RawEvents
{
    private static readonly byte[] Payload = new byte[WriterSerializer.Size];

    /// <summary>Rows per second, each commit synced.</summary>
    public static double Rate(int rows, int perCommit)
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            using var store = SqliteStore.Open(DataFolder.OpenOrCreate(path), "raw.db");
            using var connection = new SqliteConnection($"Data Source={store.FullPath};Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA synchronous=FULL");
            Run(connection, SqliteTables.Events("event_journal"));
            var began = Stopwatch.GetTimestamp();
            Insert(connection, rows, perCommit);
            return rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Insert(SqliteConnection connection, int rows, int perCommit)
    {
        var (begin, commit) = (new SqliteStatement("BEGIN IMMEDIATE").On(connection), new SqliteStatement("COMMIT").On(connection));
        var insert = new SqliteStatement(
            "INSERT INTO event_journal (persistence_id, sequence_nr, is_deleted, timestamp, manifest, payload, serializer_id) VALUES (?, ?, 0, ?, ?, ?, ?)"
        ).On(connection);
        for (var row = 1; row <= rows; )
        {
            begin.Run();
            for (var left = perCommit; left > 0; left--, row++)
                insert.Bind(1, "one").Bind(2, row).Bind(3, row).Bind(4, WriterSerializer.Name).Bind(5, Payload).Bind(6, 1002).Run();
            commit.Run();
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
