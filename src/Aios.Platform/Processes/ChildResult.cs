using Aios.Platform.Machine;

namespace Aios.Platform.Processes;

/// <summary>How a child ended.</summary>
public enum ChildEnd
{
    Exited,

    /// <summary>Ended by a signal that was not ours.</summary>
    Signalled,

    /// <summary>Ended by us at its time-out.</summary>
    TimedOut,

    /// <summary>Ended by us because it was asked to stop.</summary>
    Stopped,

    /// <summary>There is no such program or working directory.</summary>
    NotFound,

    /// <summary>This user may not run it.</summary>
    NotPermitted,

    /// <summary>The kernel did not start it, or its specification is not allowed; see <see cref="ChildResult.Fault"/>.</summary>
    NotStarted,

    /// <summary>It did not end by KILL (a process inside a device call cannot); nobody waits for it any longer.</summary>
    StillRunning,
}

/// <param name="ExitCode">Null when it did not exit by itself.</param>
/// <param name="EndedBy">Number of the signal that ended it, or null.</param>
/// <param name="Fault">Why it did not start; else empty.</param>
/// <param name="Leftovers">Processes of its tree that were killed after it had ended.</param>
public sealed record ChildResult(
    ChildEnd End,
    int? ExitCode,
    int? EndedBy,
    string Fault,
    CapturedOutput Output,
    CapturedOutput Errors,
    TimeSpan Duration,
    ProcessIdentity? Process,
    int Leftovers
);
