namespace Aios.Engine.Tests.Persistence;

internal static class SqliteFiles
{
    public static string Settings(DirectoryInfo folder) => Settings($"Data Source={Path.Combine(folder.FullName, "actors.db")}");

    public static string Settings(string connection, string initialize = "on") =>
        $$"""
            akka.persistence {
              journal { plugin = "akka.persistence.journal.sqlite", sqlite { connection-string = "{{connection}}", auto-initialize = {{initialize}} } }
              snapshot-store { plugin = "akka.persistence.snapshot-store.sqlite", sqlite { connection-string = "{{connection}}", auto-initialize = {{initialize}} } }
            }

            """;
}
