using Aios.Platform.Files;
using Microsoft.Data.Sqlite;

namespace Aios.Platform.Sqlite;

/// <summary>One SQLite file with one writer: WAL, synchronous FULL, group commit.</summary>
public sealed class SqliteStore : IDisposable
{
    private readonly SqliteConnection? _writing;
    private readonly SqliteConnection _reading;
    private readonly SqliteWriter? _writer;
    private readonly Lock _readGate = new();
    private bool _closed;

    private SqliteStore(
        string path,
        SqliteConnection? writing,
        SqliteConnection reading,
        SqliteStoreSettings settings,
        Action<string, Action>? later = null
    )
    {
        FullPath = path;
        _writing = writing;
        _reading = reading;
        _writer = writing is null ? null : new SqliteWriter(writing, path, settings, later);
    }

    public string FullPath { get; }

    /// <summary>Why the file or its disk did not take the newest write, and what to do; null once one was stored again.</summary>
    public string? Trouble => _writer?.Trouble;

    /// <summary>Writes that wait for the disk.</summary>
    public int Waiting => _writer?.Waiting ?? 0;

    /// <summary>Transactions of this writer that are on disk; each was synced once.</summary>
    public long Commits => _writer?.Commits ?? 0;

    /// <summary>Opens the file, making it where it is absent. The folder's lock should be held: two writers are one too many.</summary>
    /// <exception cref="DataFolderException">It cannot be opened or is no database.</exception>
    public static SqliteStore Open(DataFolder folder, string name, SqliteStoreSettings? settings = null) =>
        Open(folder, name, settings ?? new SqliteStoreSettings(), null);

    /// <param name="later">Gives turns to the writer, by name, in place of its thread: for simulations.</param>
    internal static SqliteStore Open(DataFolder folder, string name, SqliteStoreSettings settings, Action<string, Action>? later)
    {
        var writing = SqliteConnections.OpenWriter(folder, name, settings);
        try
        {
            return new SqliteStore(folder.PathOf(name), writing, SqliteConnections.OpenReader(folder, name, settings), settings, later);
        }
        catch
        {
            writing.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is there, to look at it beside its writer, or without one. Every write fails.</summary>
    /// <exception cref="DataFolderException">It is absent, cannot be opened or is no database.</exception>
    public static SqliteStore OpenReader(DataFolder folder, string name, SqliteStoreSettings? settings = null)
    {
        settings ??= new SqliteStoreSettings();
        folder.OpenRead(name).Dispose();
        return new SqliteStore(folder.PathOf(name), null, SqliteConnections.OpenReader(folder, name, settings), settings);
    }

    /// <summary>Runs the body in a transaction on the writer thread; completes after the commit is on disk.</summary>
    /// <remarks>
    /// The body may run twice (a neighbour in its batch failed), so it changes nothing but the database, and it neither begins nor ends
    /// a transaction. What it throws, or why the commit failed, is the task's error, and nothing of it is stored.
    /// </remarks>
    public Task<T> Write<T>(Func<SqliteConnection, T> body)
    {
        var work = new SqliteWork<T>(body);
        if (_writer is null)
            throw new InvalidOperationException($"{FullPath} was opened for reading only");
        _writer.Enqueue(work);
        return work.Answer;
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Action<SqliteConnection> body) =>
        Write(connection =>
        {
            body(connection);
            return true;
        });

    /// <summary>Runs the body on the caller's thread against the last committed state; it cannot write. One at a time.</summary>
    public T Read<T>(Func<SqliteConnection, T> body)
    {
        lock (_readGate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return body(_reading);
        }
    }

    /// <summary>Everything that the body reads is of one moment, however long it takes; nobody waits for it.</summary>
    public T ReadMoment<T>(Func<T> body)
    {
        lock (_readGate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            SqliteConnections.Execute(_reading, "BEGIN");
            try
            {
                return body();
            }
            finally
            {
                SqliteConnections.Execute(_reading, "COMMIT");
            }
        }
    }

    /// <summary>Copies the last committed state into a file that must not exist yet, beside all that goes on; durable when it returns.</summary>
    public void CopyTo(DataFolder folder, string name)
    {
        using (var file = folder.CreateNew(name))
        {
            // A connection of its own: a long copy holds up no other reader.
            using var source = new SqliteConnection(Text(FullPath, SqliteOpenMode.ReadWrite));
            using var target = new SqliteConnection(Text(file.FullPath, SqliteOpenMode.ReadWrite));
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }
        using var copy = folder.OpenAppend(name);
        copy.Sync();
    }

    /// <summary>Asks the library whether the file is whole; null when it is.</summary>
    public string? Damage() =>
        Read(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string and not "ok" and var found ? found : null;
        });

    private static string Text(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString();

    /// <summary>Finishes what was queued, then closes.</summary>
    public void Dispose()
    {
        lock (_readGate)
        {
            if (_closed)
                return;
            _closed = true;
        }
        _writer?.Close();
        _reading.Dispose();
        if (_writing is null)
            return;
        SqliteConnections.Settle(_writing);
        _writing.Dispose();
    }
}
