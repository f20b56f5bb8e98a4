namespace Aios.Platform.Sqlite;

/// <summary>Bounds of one store.</summary>
public sealed record SqliteStoreSettings
{
    /// <summary>Writes that may wait; one more is refused at once. Default 10,000.</summary>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>Writes in one transaction at most. Default 512.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>How long to wait for a lock that another process holds. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
