namespace Aios.Platform.Machine;

/// <summary>One process for ever: the pid may be given to another process later, pid and start time together never.</summary>
/// <param name="StartTicks">Field 22 of <c>/proc/PID/stat</c>, clock ticks since boot.</param>
public readonly record struct ProcessIdentity(int Pid, long StartTicks)
{
    /// <summary>The process that has this pid now, or null when there is none.</summary>
    public static ProcessIdentity? Of(int pid) => ProcessStat.TryRead(pid, out var stat) ? new(pid, stat.StartTicks) : null;

    /// <summary>True when it still exists; one that ended and waits to be reaped counts as ended.</summary>
    public bool IsRunning => ProcessStat.TryRead(Pid, out var stat) && stat.StartTicks == StartTicks && !stat.HasEnded;

    public override string ToString() => $"{Pid} (started at tick {StartTicks})";
}
