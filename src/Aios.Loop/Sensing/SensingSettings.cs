using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>The heartbeat's own setting.</summary>
/// <param name="Interval">Time between beats; 100 ms to 60 s.</param>
public sealed record HeartbeatSettings(TimeSpan Interval)
{
    public static HeartbeatSettings Default { get; } = new(TimeSpan.FromSeconds(1));

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix).Range("interval", Interval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)).Found;
}

/// <summary>Every sensor's setting. Percentages are 0..100 of the machine, for processes of one core.</summary>
public sealed record SensingSettings
{
    // Before Default: static members are set in the order in which they are written.
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    public static SensingSettings Default { get; } = new();

    public ThresholdSettings Cpu { get; init; } = new(80, TimeSpan.FromSeconds(10), 95, TimeSpan.FromSeconds(60), 70, TimeSpan.Zero);
    public ThresholdSettings Memory { get; init; } = new(85, TimeSpan.FromSeconds(30), 90, TimeSpan.FromSeconds(30), 75, HalfHour);

    /// <summary>Percent of the space used; inodes likewise.</summary>
    public ThresholdSettings Disk { get; init; } = new(80, TimeSpan.Zero, 90, TimeSpan.Zero, 78, HalfHour);
    public TimeSpan DiskInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One-minute load divided by the number of cores.</summary>
    public ThresholdSettings Load { get; init; } =
        new(2, TimeSpan.FromSeconds(60), 4, TimeSpan.FromSeconds(60), 1.5, TimeSpan.FromMinutes(10));
    public bool LoadEnabled { get; init; }

    /// <summary>Percent of one core.</summary>
    public ThresholdSettings ProcessCpu { get; init; } = new(90, TimeSpan.FromSeconds(60), 1e9, TimeSpan.Zero, 70, TimeSpan.FromMinutes(5));

    /// <summary>Resident memory in MiB.</summary>
    public ThresholdSettings ProcessMemory { get; init; } =
        new(1024, TimeSpan.FromSeconds(60), 4096, TimeSpan.FromSeconds(60), 900, TimeSpan.FromMinutes(5));

    /// <summary>How fast the resident memory of one process grows, in MiB a minute, over <see cref="ProcessGrowthWindow"/>.</summary>
    public ThresholdSettings ProcessGrowth { get; init; } = new(30, TimeSpan.Zero, 300, TimeSpan.Zero, 10, TimeSpan.FromMinutes(5));
    public TimeSpan ProcessGrowthWindow { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan ProcessInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The node's own resident memory in MiB.</summary>
    public ThresholdSettings SelfMemory { get; init; } = new(450, TimeSpan.FromSeconds(30), 900, TimeSpan.FromSeconds(30), 400, HalfHour);
    public TimeSpan SelfInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The sensors that look at listed targets.</summary>
    public ChecksSettings Checks { get; init; } = ChecksSettings.Default;

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var (second, hour) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromHours(1));
        return
        [
            .. Cpu.Validate($"{prefix}.cpu", 100, "percent"),
            .. Memory.Validate($"{prefix}.memory", 100, "percent"),
            .. Disk.Validate($"{prefix}.disk", 100, "percent"),
            .. Load.Validate($"{prefix}.load", 1000, ""),
            .. ProcessCpu.Validate($"{prefix}.process-cpu", 1e9, "percent of one core"),
            .. ProcessMemory.Validate($"{prefix}.process-memory", 1e9, "MiB"),
            .. ProcessGrowth.Validate($"{prefix}.process-growth", 1e9, "MiB per minute"),
            .. SelfMemory.Validate($"{prefix}.self-memory", 1e9, "MiB"),
            .. new Faults(prefix)
                .Range("disk.interval", DiskInterval, second, hour)
                .Range("process-growth.window", ProcessGrowthWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24))
                .Range("process.interval", ProcessInterval, second, hour)
                .Range("self.interval", SelfInterval, second, hour)
                .Found,
            .. Checks.Validate(prefix),
        ];
    }
}

/// <summary>What the user lets the runtime look at and act on.</summary>
/// <param name="Processes">Names (as in <c>/proc/PID/comm</c>) or absolute paths of pid files.</param>
/// <param name="Folders">Absolute paths whose file systems are watched.</param>
public sealed partial record TargetSettings(IReadOnlyList<string> Processes, IReadOnlyList<string> Folders)
{
    public static TargetSettings Default { get; } = new([], []);

    /// <summary>Written <c>host:port</c>; what listens there is to accept a connection.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    public IReadOnlyList<HealthTarget> Health { get; init; } = [];

    /// <summary>Written <c>host:port</c>, or the absolute path of a PEM file.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    public IReadOnlyList<FileTarget> Files { get; init; } = [];

    public IReadOnlyList<ProgramTarget> Programs { get; init; } = [];

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix);
        foreach (var name in Processes)
            faults.That(
                name.StartsWith('/') || (name.Length is > 0 and <= 15 && !name.Contains('/')),
                "processes",
                name,
                "a process name of 1–15 characters or the absolute path of a pid file"
            );
        foreach (var folder in Folders)
            faults.That(folder.StartsWith('/'), "folders", folder, "an absolute path");
        foreach (var port in Ports)
            faults.That(Endpoint.Parse(port) is not null, "ports", port, Endpoint.Allowed);
        foreach (var source in Certificates)
            faults.That(
                (source.StartsWith('/') && !source.Contains('#')) || Endpoint.Parse(source) is not null,
                "certificates",
                source,
                $"{Endpoint.Allowed}, or the absolute path of a PEM file without #"
            );
        return CheckSteps(faults).Found;
    }
}
