using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects;

/// <summary>What each program may use up that a step, its probe or a sensor runs. What a restart starts goes on without these bounds.</summary>
public sealed record ProgramSettings
{
    public static ProgramSettings Default { get; } = new();

    /// <summary>Descriptors of one process; 16 to 1,048,576.</summary>
    public int OpenFiles { get; init; } = 1_024;

    /// <summary>Processes and threads of the node's user besides those that there are at the start; 1 to 100,000. No bound for root.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>Processor time of one process, in whole seconds; 1 s to 1 d.</summary>
    public TimeSpan CpuTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Memory that one process may write into; 16 MiB to 1 TiB.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>sudo and other set-user-ID programs gain their rights.</summary>
    public bool NewPrivileges { get; init; }

    public IReadOnlyList<Fault> Validate(string prefix) =>
        new Faults(prefix)
            .Range("open-files", OpenFiles, 16, 1 << 20, "files")
            .Range("processes", Processes, 1, 100_000, "processes")
            .Range("cpu-time", CpuTime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            .That(MemoryBytes is >= 16L << 20 and <= 1L << 40, "memory", $"{MemoryBytes} bytes", "between 16MiB and 1TiB")
            .Found;
}
