using Aios.Platform.Files;
using Aios.Platform.Sqlite;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Aios.Engine.Cells.Persistence;

/// <summary>The SQLite files in use by a system: each is open once, however many plug-ins share it. The last to leave closes it.</summary>
/// <param name="host">The one that the host has opened; never closed here.</param>
internal sealed class SqliteStores(SqliteStore? host)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (SqliteStore Store, int Users)> _open = new(StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">The settings name no file.</exception>
    /// <exception cref="DataFolderException">The file cannot be opened.</exception>
    public SqliteStore Take(Config section, string path)
    {
        var text = section.GetString("connection-string") ?? "";
        if (text.Length == 0)
            return host
                ?? throw new ConfigurationException(
                    $"{path}.connection-string is empty; set it to such as \"Data Source=/var/lib/app/actors.db\", or hand a {nameof(SqliteStoreSetup)} to the actor system."
                );
        var file = FileOf(text, path);
        if (file == host?.FullPath)
            return host;
        lock (_lock)
        {
            var (store, users) = _open.TryGetValue(file, out var there) ? there : (Open(file, section), 0);
            _open[file] = (store, users + 1);
            return store;
        }
    }

    public void Leave(SqliteStore store)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(store.FullPath, out var entry) || entry.Store != store)
                return;
            if (entry.Users > 1)
            {
                _open[store.FullPath] = (store, entry.Users - 1);
                return;
            }
            _open.Remove(store.FullPath);
            store.Dispose();
        }
    }

    private static SqliteStore Open(string file, Config section) =>
        SqliteStore.Open(
            DataFolder.OpenOrCreate(Path.GetDirectoryName(file)!),
            Path.GetFileName(file),
            new SqliteStoreSettings
            {
                BusyTimeout = section.GetTimeSpan("connection-timeout", TimeSpan.FromSeconds(30), allowInfinite: false),
            }
        );

    private static string FileOf(string text, string path)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(text);
            if (parts.DataSource.Length > 0 && parts.DataSource != ":memory:" && parts.Mode != SqliteOpenMode.Memory)
                return Path.GetFullPath(parts.DataSource);
        }
        catch (ArgumentException fault)
        {
            throw new ConfigurationException($"{path}.connection-string is '{text}', which cannot be read: {fault.Message}", fault);
        }
        throw new ConfigurationException(
            $"{path}.connection-string is '{text}', which names no file; write \"Data Source=FILE\", or use the in-memory plug-in."
        );
    }
}
