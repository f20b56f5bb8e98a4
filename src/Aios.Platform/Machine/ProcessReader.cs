using System.Diagnostics;

namespace Aios.Platform.Machine;

/// <summary>Follows one process: share of a processor between two readings, memory, state. A reading allocates nothing.</summary>
public sealed class ProcessReader(ProcessIdentity process) : IProcessReader
{
    private long _timestamp;
    private long _cpuTicks;

    public ProcessIdentity Process { get; } = process;

    /// <summary>False when the process has ended or another one has its pid.</summary>
    /// <param name="cpuPercent">Share of one processor since the reading before (more than 100 with several threads); NaN for the first.</param>
    public bool TryRead(out ProcessStat stat, out double cpuPercent)
    {
        cpuPercent = double.NaN;
        var now = Stopwatch.GetTimestamp();
        if (!ProcessStat.TryRead(Process.Pid, out stat) || stat.StartTicks != Process.StartTicks || stat.HasEnded)
            return false;
        if (_timestamp != 0 && now > _timestamp)
        {
            var seconds = Stopwatch.GetElapsedTime(_timestamp, now).TotalSeconds;
            cpuPercent = 100.0 * (stat.CpuTicks - _cpuTicks) / ClockTicks.PerSecond / seconds;
        }
        (_timestamp, _cpuTicks) = (now, stat.CpuTicks);
        return true;
    }
}
