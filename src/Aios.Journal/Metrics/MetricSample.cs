namespace Aios.Journal.Metrics;

/// <summary>What one beat saw. Shares are percent, 0 to 100; not a number where it was not measured.</summary>
/// <param name="Time">Seconds since the Unix epoch, UTC.</param>
/// <param name="BeatMs">How long the beat took, in milliseconds; kept to 0.1 µs, up to 429 s.</param>
/// <param name="Cpu">Kept to 0.01 %.</param>
/// <param name="Memory">Kept to 0.01 %.</param>
/// <param name="Load">One-minute load average, kept to 0.01, up to 655.</param>
/// <param name="FullestDisk">Kept to 0.01 %.</param>
/// <param name="Flags">What else was so.</param>
public readonly record struct MetricSample(
    long Time,
    double BeatMs,
    double Cpu,
    double Memory,
    double Load,
    double FullestDisk,
    MetricFlags Flags
);

/// <summary>What else a beat found; the numbers are part of the file format.</summary>
[Flags]
public enum MetricFlags : ushort
{
    None = 0,

    /// <summary>A bound was crossed and said so.</summary>
    Alert = 1,

    /// <summary>The score was below its lower bound.</summary>
    Degraded = 2,

    /// <summary>Runs were verified since the beat before.</summary>
    AutoFixed = 4,
}
