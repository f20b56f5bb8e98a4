using Aios.Platform.Machine;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>What became of a signal.</summary>
public enum SignalResult
{
    Sent,

    /// <summary>No process has the pid, or it has ended already.</summary>
    Gone,

    /// <summary>Another process has taken over the pid; it was not signalled.</summary>
    Replaced,

    NotPermitted,

    /// <summary>The kernel has no pidfd (Linux before 5.3).</summary>
    NotSupported,

    /// <summary>Not sent: this process has no descriptor or the kernel no memory left. It may go later.</summary>
    NotNow,
}

/// <summary>Signals for exactly one process (pidfd_open(2)): the descriptor is opened first and the start time compared afterwards.</summary>
public static class Pidfd
{
    private const nint SendSignalCall = 424;
    private const nint OpenCall = 434;

    public static SignalResult SendSignal(ProcessIdentity process, Signal signal) => SendSignal(process.Pid, process.StartTicks, signal);

    /// <param name="startTicks">As in <see cref="ProcessIdentity"/>.</param>
    public static SignalResult SendSignal(int pid, long startTicks, Signal signal)
    {
        if (pid <= 0)
            return SignalResult.Gone;
        var descriptor = Open(pid);
        if (descriptor < 0)
            return OfError(-descriptor);
        try
        {
            if (!ProcessStat.TryRead(pid, out var stat))
                return SignalResult.Gone;
            if (stat.StartTicks != startTicks)
                return SignalResult.Replaced;
            if (stat.HasEnded)
                return SignalResult.Gone;
            return Libc.SystemCall(SendSignalCall, descriptor, signal.Number, 0, 0) == 0 ? SignalResult.Sent : OfError(Libc.LastError);
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>True when the kernel can do it.</summary>
    public static bool IsSupported
    {
        get
        {
            var descriptor = OperatingSystem.IsLinux() ? Open(Environment.ProcessId) : -1;
            if (descriptor >= 0)
                _ = Libc.Close(descriptor);
            return descriptor >= 0;
        }
    }

    /// <summary>The descriptor, closed on exec; or the negative error number.</summary>
    internal static int Open(int pid)
    {
        var descriptor = (int)Libc.SystemCall(OpenCall, pid, 0, 0, 0);
        return descriptor >= 0 ? descriptor : -Libc.LastError;
    }

    private static SignalResult OfError(int error) =>
        error switch
        {
            Libc.Esrch or Libc.Einval => SignalResult.Gone,
            Libc.Eperm => SignalResult.NotPermitted,
            Libc.Enosys => SignalResult.NotSupported,
            _ => SignalResult.NotNow,
        };
}
