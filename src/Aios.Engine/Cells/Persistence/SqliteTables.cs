using System.Text.RegularExpressions;
using Aios.Platform.Sqlite;
using Akka.Configuration;

namespace Aios.Engine.Cells.Persistence;

/// <summary>Names, layouts and presence of the tables of journal and snapshot store.</summary>
internal static partial class SqliteTables
{
    public static string Events(string table) =>
        $"""
            CREATE TABLE IF NOT EXISTS {table} (
                ordering INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
                persistence_id VARCHAR(255) NOT NULL,
                sequence_nr INTEGER(8) NOT NULL,
                is_deleted INTEGER(1) NOT NULL,
                timestamp INTEGER NOT NULL,
                manifest VARCHAR(255) NULL,
                payload BLOB NOT NULL,
                serializer_id INTEGER(4),
                tags VARCHAR(2000) NULL,
                UNIQUE (persistence_id, sequence_nr)
            )
            """;

    public static string Highest(string table) =>
        $"""
            CREATE TABLE IF NOT EXISTS {table} (
                persistence_id VARCHAR(255) NOT NULL,
                sequence_nr INTEGER(8) NOT NULL,
                PRIMARY KEY (persistence_id, sequence_nr)
            )
            """;

    public static string Snapshots(string table) =>
        $"""
            CREATE TABLE IF NOT EXISTS {table} (
                persistence_id VARCHAR(255) NOT NULL,
                sequence_nr INTEGER(8) NOT NULL,
                created_at INTEGER(8) NOT NULL,
                manifest VARCHAR(255) NOT NULL,
                payload BLOB NOT NULL,
                serializer_id INTEGER(4),
                PRIMARY KEY (persistence_id, sequence_nr)
            )
            """;

    /// <exception cref="ConfigurationException">The name is missing or no plain name.</exception>
    public static string Name(Config section, string key)
    {
        var name = section.GetString(key) ?? "";
        return PlainName().IsMatch(name)
            ? name
            : throw new ConfigurationException($"{key} is '{name}'; it must be letters, digits and _, beginning with no digit.");
    }

    /// <summary>Makes the tables where <c>auto-initialize</c> is on.</summary>
    /// <exception cref="ConfigurationException">It is off and one is missing.</exception>
    public static void Prepare(SqliteStore store, Config section, params (string Name, string Layout)[] tables)
    {
        if (section.GetBoolean("auto-initialize"))
        {
            store
                .Write(connection =>
                {
                    foreach (var (_, layout) in tables)
                        new SqliteStatement(layout).On(connection).Run();
                })
                .GetAwaiter()
                .GetResult();
            return;
        }
        foreach (var (name, _) in tables)
        {
            var there = store.Read(connection =>
            {
                var query = new SqliteStatement("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
                    .On(connection)
                    .Bind(1, name);
                var found = query.Step();
                query.Reset();
                return found;
            });
            if (!there)
                throw new ConfigurationException($"{store.FullPath} has no table {name}; set auto-initialize = on, or make it before.");
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,63}$")]
    private static partial Regex PlainName();
}
