using Aios.Platform.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aios.Platform.Sqlite;

/// <summary>Opens connections the way every store of a node needs them.</summary>
internal static class SqliteConnections
{
    // Keeps the write-ahead log from staying large for ever after one long reader.
    private const int WriteAheadLogBytes = 64 * 1024 * 1024;

    // The writer brings it into the file when a commit has made it so long: it checkpoints on its own schedule, and nobody else does.
    private const int WriteAheadLogPages = 1000;

    /// <summary>The file is made with the folder's mode first; SQLite gives the same to its side files.</summary>
    public static SqliteConnection OpenWriter(DataFolder folder, string name, SqliteStoreSettings settings)
    {
        folder.OpenAppend(name).Dispose();
        return Open(
            folder.PathOf(name),
            settings,
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA journal_size_limit={WriteAheadLogBytes}; PRAGMA wal_autocheckpoint={WriteAheadLogPages};"
        );
    }

    public static SqliteConnection OpenReader(DataFolder folder, string name, SqliteStoreSettings settings) =>
        Open(folder.PathOf(name), settings, "PRAGMA query_only=ON;");

    /// <summary>Runs a statement without results and without the library's own waiting.</summary>
    public static void Execute(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>
    /// Brings the write-ahead log into the file, as far as that goes without waiting for anybody: who copies the file alone has it all. The
    /// library does so by itself only when nothing of the connection is left, prepared statements included.
    /// </summary>
    public static void Settle(SqliteConnection connection)
    {
        raw.sqlite3_exec(connection.Handle, "PRAGMA busy_timeout=0;");
        raw.sqlite3_exec(connection.Handle, "PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static SqliteConnection Open(string path, SqliteStoreSettings settings, string pragmas)
    {
        _ = SqliteLibrary.Info;
        var seconds = Math.Max(1, (int)Math.Ceiling(settings.BusyTimeout.TotalSeconds));
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = seconds,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout={(long)settings.BusyTimeout.TotalMilliseconds};");
            Execute(connection, pragmas);
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw SqliteFaults.Of(error, path, "cannot open the database");
        }
    }
}
