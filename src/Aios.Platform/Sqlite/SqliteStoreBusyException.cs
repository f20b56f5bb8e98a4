namespace Aios.Platform.Sqlite;

/// <summary>A write was refused because too many wait already; nothing of it was done.</summary>
public sealed class SqliteStoreBusyException(string path, int waiting)
    : IOException($"{path}: {waiting} writes wait already, which is the bound. Try again later.");
