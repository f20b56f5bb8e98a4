using System.Globalization;
using Aios.Loop.Sensing;

namespace Aios.Node.Cli.Heartbeat;

/// <summary>What one beat saw. Percentages are 0 to 100; NaN: not known.</summary>
/// <param name="WindowMs">The time over which the processors were watched.</param>
/// <param name="DurationMs">Reading and comparing; the window is not part of it.</param>
internal sealed record Beat(
    double Cpu,
    double Memory,
    double Load1,
    double FullestDisk,
    string? FullestMount,
    double WindowMs,
    double DurationMs
)
{
    private static readonly SensingSettings Bounds = SensingSettings.Default;

    public IReadOnlyList<BeatAlert> Alerts =>
        [.. Readings.Where(reading => reading.IsOver).Select(reading => new BeatAlert(reading.Alert, reading.Value))];

    public bool IsOk => HeartbeatLines.IsOk(Alerts, null);

    public IEnumerable<BeatReading> Readings =>
        [
            new("cpu", "cpu_spike", Cpu, Bounds.Cpu.Warn, $"all processors over {Text(WindowMs)} ms"),
            new("memory", "memory_high", Memory, Bounds.Memory.Warn, "in use, caches apart"),
            new(
                "disk",
                "disk_low",
                FullestDisk,
                Bounds.Disk.Warn,
                FullestMount is { } mount ? $"the fullest, {mount}" : "read with --full"
            ),
        ];

    /// <summary><c>HEARTBEAT_OK (0.05ms)</c>, or <c>AIOS_ALERT:cpu_spike 93.1% (0.2ms)</c>.</summary>
    public string Line => HeartbeatLines.Of(DurationMs, Alerts, null, 0);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <param name="Alert">As the line names it.</param>
internal sealed record BeatReading(string Name, string Alert, double Value, double Bound, string About)
{
    public bool IsOver => Value > Bound;

    public string Explanation =>
        double.IsNaN(Value)
            ? $"{Name}: not read ({About})"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Name}: {Value:0.0} % of at most {Bound:0.#} %, {(IsOver ? "too much" : "well")} ({About})"
            );
}
