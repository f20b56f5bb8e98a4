using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Microsoft.Data.Sqlite;

namespace Aios.Journal.Store;

/// <summary><c>aios.db</c>: the truth about what the runtime itself is doing.</summary>
public static class StateDatabase
{
    public const string FileName = "aios.db";

    /// <summary>Opens the database and brings its tables to this version.</summary>
    /// <exception cref="DataFolderException">It is of a newer version, damaged, or cannot be opened.</exception>
    public static SqliteStore Open(DataFolder folder, SqliteStoreSettings? settings = null)
    {
        var store = SqliteStore.Open(folder, FileName, settings);
        try
        {
            store.Write(connection => Prepare(connection, store.FullPath)).GetAwaiter().GetResult();
            return store;
        }
        catch (Exception error)
        {
            store.Dispose();
            if (error is not SqliteException sqlite)
                throw;
            throw SqliteFaults.Of(sqlite, store.FullPath, "cannot prepare the tables");
        }
    }

    /// <summary>Opens it to look at it, beside a node that runs or without one; changes nothing.</summary>
    /// <exception cref="DataFolderException">It is absent, damaged, or not of this version.</exception>
    public static SqliteStore OpenReader(DataFolder folder)
    {
        var store = SqliteStore.OpenReader(folder, FileName);
        try
        {
            var version = store.Read(VersionOf);
            Refuse(version, store.FullPath);
            return version == StateSchema.Version
                ? store
                : throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    store.FullPath,
                    $"its version is {version}, this version reads {StateSchema.Version}",
                    "Start a node of this version there once: it brings the file up."
                );
        }
        catch (SqliteException error)
        {
            store.Dispose();
            throw SqliteFaults.Of(error, store.FullPath, "cannot read it");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Refuse(long version, string path)
    {
        if (version > StateSchema.Version)
            throw new DataFolderException(
                DataFolderFault.Unreadable,
                path,
                $"its version is {version}, this version reads up to {StateSchema.Version}",
                "Start the newer version that wrote it, or choose another data folder."
            );
    }

    private static void Prepare(SqliteConnection connection, string path)
    {
        var version = VersionOf(connection);
        Refuse(version, path);
        using var command = connection.CreateCommand();
        // All of them in the one transaction of this write: after a crash either the old or the new version is there, whole.
        for (var step = (int)version; step < StateSchema.Version; step++)
        {
            command.CommandText = $"{StateSchema.Steps[step]} PRAGMA user_version = {step + 1};";
            command.ExecuteNonQuery();
        }
        FullText.Prepare(connection);
    }
}
