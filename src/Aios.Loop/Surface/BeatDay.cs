namespace Aios.Loop.Surface;

/// <summary>The beats of one UTC day, as far as the metric history keeps them. Times of beats in milliseconds; percentiles by nearest rank.</summary>
/// <param name="NewestWall">The time of the newest beat, milliseconds since the Unix epoch.</param>
/// <param name="LastMs">How long the newest beat took.</param>
/// <param name="Alerts">Beats during which a bound was crossed.</param>
/// <param name="CpuPercent">The mean, as the readings after it; NaN when no beat measured it.</param>
public sealed record BeatDay(
    DateOnly Day,
    long Beats,
    long NewestWall,
    double LastMs,
    double P50Ms,
    double P99Ms,
    double MaxMs,
    long Alerts,
    double CpuPercent,
    double MemoryPercent,
    double Load1,
    double FullestDiskPercent
);
