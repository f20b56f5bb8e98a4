namespace Aios.Journal.Log;

/// <summary>Bounds of the event log.</summary>
public sealed record EventLogSettings
{
    /// <summary>Records that may wait for the disk. P3 is refused from half of it, P2 from three quarters. Default 10,000.</summary>
    public int MaxQueuedRecords { get; init; } = 10_000;

    /// <summary>Bytes that may wait for the disk, with the same shares. Default 64 MiB.</summary>
    public long MaxQueuedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Records in one sync; one append is never split. Default 512.</summary>
    public int MaxBatchRecords { get; init; } = 512;

    /// <summary>Bytes in one sync; one append is never split. Default 1 MiB.</summary>
    public int MaxBatchBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a failing disk is left alone before the next attempt. Default 1 s.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes by which a day grows before its new blocks are indexed. Default 4 MiB.</summary>
    public long IndexEveryBytes { get; init; } = 4L * 1024 * 1024;

    /// <summary>Records after which a checkpoint is written; a start verifies about so many at most. Default 100,000.</summary>
    public long CheckpointEvery { get; init; } = 100_000;

    /// <summary>Room on the disk that is kept for the time when it is full; 0: none. At most an eighth of the disk is taken. Default 16 MiB.</summary>
    public long ReserveBytes { get; init; } = 16L * 1024 * 1024;
}
