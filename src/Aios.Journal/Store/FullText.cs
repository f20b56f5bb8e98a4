using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary>Full-text search over decisions, where the SQLite library has it.</summary>
internal static class FullText
{
    public const string Missing =
        "the SQLite library that runs has no full-text search (FTS5): install libsqlite3-0 of the distribution, or search by --tag and --stage";

    public static bool IsThere(SqliteConnection connection) =>
        Number(connection, "SELECT sqlite_compileoption_used('ENABLE_FTS5')") == 1
        && Number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'decision_text'") == 1;

    /// <summary>Makes the table, and fills in what a library without it left out meanwhile.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        if (Number(connection, "SELECT sqlite_compileoption_used('ENABLE_FTS5')") != 1)
            return;
        Do(connection, StateSchema.Text);
        if (
            Number(connection, "SELECT ifnull(max(id), 0) FROM decision_text_docsize")
            != Number(connection, "SELECT ifnull(max(position), 0) FROM decision")
        )
            Rebuild(connection);
    }

    public static void Rebuild(SqliteConnection connection) =>
        Do(connection, "INSERT INTO decision_text (decision_text) VALUES ('rebuild')");

    /// <summary>Gives back room that deleted words still take, a few hundred pages at a time.</summary>
    public static void Merge(SqliteConnection connection) =>
        Do(connection, "INSERT INTO decision_text (decision_text, rank) VALUES ('merge', -500)");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
