namespace Aios.Platform.Machine;

/// <summary>One reading of the whole machine. What is not known is NaN (shares) or -1 (amounts).</summary>
public struct MachineSample
{
    /// <summary>Stopwatch time of the reading.</summary>
    public long Timestamp { get; internal set; }

    /// <summary>Milliseconds since the reading before; 0 for the first.</summary>
    public double WindowMs { get; internal set; }

    /// <summary>Clock ticks of all processors since boot.</summary>
    public long CpuTotalTicks { get; internal set; }

    /// <summary>Ticks without work: idle and waiting for devices.</summary>
    public long CpuIdleTicks { get; internal set; }

    /// <summary>Share of the machine's processors at work within the window, 0–100; NaN for the first reading or when no tick has passed.</summary>
    public double CpuPercent { get; internal set; }

    /// <summary>Share of the processor limit of this control group used within the window; NaN without limit.</summary>
    public double GroupCpuPercent { get; internal set; }

    public long MemoryTotalBytes { get; internal set; }

    /// <summary>What can be given to programs without swapping.</summary>
    public long MemoryAvailableBytes { get; internal set; }

    /// <summary>100 − available share of the machine's memory.</summary>
    public double MemoryPercent { get; internal set; }

    /// <summary>Share of the memory limit of this control group in use, without file cache that can be dropped; NaN without limit.</summary>
    public double GroupMemoryPercent { get; internal set; }

    /// <summary>Bytes this control group may use; -1 without limit.</summary>
    public long GroupMemoryLimitBytes { get; internal set; }

    public double Load1 { get; internal set; }
    public double Load5 { get; internal set; }
    public double Load15 { get; internal set; }

    /// <summary>Share of the last 10 s in which some task waited for a processor (PSI); NaN when not read.</summary>
    public double CpuPressure { get; internal set; }

    public double MemoryPressure { get; internal set; }

    public double IoPressure { get; internal set; }

    /// <summary>The limit that binds: the larger of machine and control group.</summary>
    public readonly double BindingCpuPercent => Larger(CpuPercent, GroupCpuPercent);

    /// <summary>The limit that binds: the larger of machine and control group.</summary>
    public readonly double BindingMemoryPercent => Larger(MemoryPercent, GroupMemoryPercent);

    private static double Larger(double machine, double group) => group > machine || double.IsNaN(machine) ? group : machine;
}
