namespace Aios.Platform.Processes;

/// <summary>
/// What a child may use up, and everything that comes out of it. It also writes files that nobody else may read (umask 077) and leaves no core
/// dump. A hard limit that this process itself stands under is never raised.
/// </summary>
public sealed record ChildLimits
{
    public static ChildLimits Default { get; } = new();

    /// <summary>Descriptors of each process (RLIMIT_NOFILE).</summary>
    public int OpenFiles { get; init; } = 1_024;

    /// <summary>
    /// Processes and threads besides those that the machine has at its start (RLIMIT_NPROC, which counts all of one user). The kernel asks
    /// nobody for it who may change limits, such as root.
    /// </summary>
    public int Processes { get; init; } = 256;

    /// <summary>Of the processors, for each process; then it is ended by XCPU, 5 s later by KILL (RLIMIT_CPU). In whole seconds.</summary>
    public TimeSpan CpuTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What each process may write into (RLIMIT_DATA): not the address space, of which many a program takes much and uses little. Beyond it
    /// the program is told that there is no more memory.
    /// </summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Set-user-ID programs such as sudo gain their rights. Else no_new_privs is set.</summary>
    public bool NewPrivileges { get; init; }
}
