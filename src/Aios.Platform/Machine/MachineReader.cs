using System.Diagnostics;

namespace Aios.Platform.Machine;

/// <summary>
/// Reads processors, memory and load of this machine from /proc through descriptors kept open; a reading allocates nothing and touches no
/// disk. Limits of the control group are read where one was set when this was made. Not for several threads at once.
/// </summary>
public sealed class MachineReader : IMachineReader
{
    private readonly KeptFile _stat;
    private readonly KeptFile _memory;
    private readonly KeptFile _load;
    private readonly KeptFile?[] _pressure;
    private readonly GroupReader? _group;

    /// <param name="pressure">Read pressure stall information too, where the kernel has it.</param>
    /// <exception cref="PlatformNotSupportedException">There is no /proc to read; the text says what is missing.</exception>
    public MachineReader(bool pressure = false)
        : this("/proc", pressure, GroupReader.Find()) { }

    internal MachineReader(string proc, bool pressure, GroupReader? group)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists($"{proc}/stat"))
            throw new PlatformNotSupportedException($"{proc}/stat is missing: readings of this machine need Linux with /proc mounted");
        _stat = KeptFile.Open($"{proc}/stat", 512);
        _memory = KeptFile.Open($"{proc}/meminfo", 512);
        _load = KeptFile.Open($"{proc}/loadavg", 128);
        _pressure = pressure
            ? [.. new[] { "cpu", "memory", "io" }.Select(name => KeptFile.TryOpen($"{proc}/pressure/{name}", 128))]
            : [null, null, null];
        _group = group;
    }

    /// <summary>Takes a reading. The shares are over the window since the reading that <paramref name="sample"/> held before.</summary>
    public void Read(ref MachineSample sample)
    {
        var now = Stopwatch.GetTimestamp();
        var first = sample.Timestamp == 0;
        sample.WindowMs = first ? 0 : Stopwatch.GetElapsedTime(sample.Timestamp, now).TotalMilliseconds;
        sample.Timestamp = now;
        ReadCpu(ref sample, first);
        ReadMemory(ref sample);
        var load = _load.Read();
        sample.Load1 = ProcText.NextDecimal(ref load);
        sample.Load5 = ProcText.NextDecimal(ref load);
        sample.Load15 = ProcText.NextDecimal(ref load);
        sample.CpuPressure = ReadPressure(_pressure[0]);
        sample.MemoryPressure = ReadPressure(_pressure[1]);
        sample.IoPressure = ReadPressure(_pressure[2]);
        (sample.GroupCpuPercent, sample.GroupMemoryPercent, sample.GroupMemoryLimitBytes) = (double.NaN, double.NaN, -1);
        _group?.Read(ref sample);
    }

    public void Dispose()
    {
        _stat.Dispose();
        _memory.Dispose();
        _load.Dispose();
        foreach (var file in _pressure)
            file?.Dispose();
        _group?.Dispose();
    }

    /// <summary>user nice system idle iowait irq softirq steal; guest time is part of user already.</summary>
    private void ReadCpu(ref MachineSample sample, bool first)
    {
        var line = _stat.Read()["cpu".Length..];
        var (total, idle) = (0L, 0L);
        for (var field = 0; field < 8; field++)
        {
            var ticks = ProcText.NextNumber(ref line);
            total += ticks;
            idle += field is 3 or 4 ? ticks : 0;
        }
        var passed = total - sample.CpuTotalTicks;
        // The kernel may correct its count of idle time downwards.
        var idled = Math.Clamp(idle - sample.CpuIdleTicks, 0, Math.Max(0, passed));
        sample.CpuPercent = first || passed <= 0 ? double.NaN : 100.0 * (passed - idled) / passed;
        (sample.CpuTotalTicks, sample.CpuIdleTicks) = (total, idle);
    }

    private void ReadMemory(ref MachineSample sample)
    {
        var text = _memory.Read();
        var total = ProcText.Value(text, "MemTotal:"u8);
        var available = ProcText.Value(text, "MemAvailable:"u8);
        sample.MemoryTotalBytes = total < 0 ? -1 : total * 1024;
        sample.MemoryAvailableBytes = available < 0 ? -1 : available * 1024;
        sample.MemoryPercent = total > 0 && available >= 0 ? 100.0 * (total - available) / total : double.NaN;
    }

    /// <summary><c>some avg10=0.12 avg60=…</c></summary>
    private static double ReadPressure(KeptFile? file)
    {
        if (file is null)
            return double.NaN;
        var line = file.Read();
        var at = line.IndexOf("avg10="u8);
        if (at < 0)
            return double.NaN;
        line = line[(at + 6)..];
        return ProcText.NextDecimal(ref line);
    }
}
