using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aios.Engine.Cells.Persistence;

/// <summary>A statement compiled once for its connection; used by one thread at a time. Places are counted from 1, columns from 0.</summary>
internal sealed class SqliteStatement(string sql)
{
    private sqlite3? _database;
    private sqlite3_stmt _statement = null!;

    /// <summary>Ready for values. What was bound before is still there.</summary>
    public SqliteStatement On(SqliteConnection connection)
    {
        if (ReferenceEquals(_database, connection.Handle))
            return this;
        _database = connection.Handle;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        return this;
    }

    public SqliteStatement Bind(int place, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, place, value));
        return this;
    }

    public SqliteStatement Bind(int place, string value)
    {
        Check(raw.sqlite3_bind_text(_statement, place, value));
        return this;
    }

    public SqliteStatement Bind(int place, byte[] value)
    {
        // Nothing at all would be bound as null.
        Check(value.Length == 0 ? raw.sqlite3_bind_zeroblob(_statement, place, 0) : raw.sqlite3_bind_blob(_statement, place, value));
        return this;
    }

    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The next row; until there is none, or <see cref="Reset"/>, a transaction stays open.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            Check(result);
        return result == raw.SQLITE_ROW;
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
