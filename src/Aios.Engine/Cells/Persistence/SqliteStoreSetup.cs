using Aios.Platform.Sqlite;
using Akka.Actor.Setup;

namespace Aios.Engine.Cells.Persistence;

/// <summary>
/// Hands a store that the host has opened to the SQLite journal and snapshot store, so that everything in one file has one writer and one order
/// of commits. They use it when they have no connection string, and leave closing it to the host.
/// </summary>
public sealed class SqliteStoreSetup(SqliteStore store) : Setup
{
    public SqliteStore Store { get; } = store;
}
