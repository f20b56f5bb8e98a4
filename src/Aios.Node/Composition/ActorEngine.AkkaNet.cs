using System.Text.Json;
using Aios.Platform.Sqlite;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Aios.Node.Composition;

/// <summary>What a node on the packages of Akka.NET does by itself: the one file of this room that a build with the embedded engine leaves out.</summary>
internal static partial class ActorEngine
{
    static partial void Keep(SqliteStore store, ref Config config, ref ActorSystemSetup setup) =>
        config = FileBeside(store).WithFallback(config);

    /// <summary>
    /// Akka.Persistence.Sql in a file of its own: two writers in the node's store would get in each other's way. A backup of the node does not
    /// hold this file. Its tables are those of Akka.Persistence.Sqlite, which the embedded engine has too.
    /// </summary>
    private static Config FileBeside(SqliteStore store)
    {
        var file = JsonEncodedText.Encode($"Data Source={Path.Combine(Path.GetDirectoryName(store.FullPath)!, "actors.db")}");
        var common = $"""connection-string = "{file}", provider-name = "SQLite.MS", table-mapping = sqlite, auto-initialize = on""";
        return ConfigurationFactory.ParseString(
            $$"""
            akka.persistence {
              journal { plugin = akka.persistence.journal.sql, sql { class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql", {{common}} } }
              snapshot-store { plugin = akka.persistence.snapshot-store.sql, sql { class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql", {{common}} } }
            }
            """
        );
    }
}
