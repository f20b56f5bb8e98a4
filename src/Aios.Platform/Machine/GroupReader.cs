using System.Globalization;

namespace Aios.Platform.Machine;

/// <summary>The limits of this process's control group (cgroup v2, else v1) that were set when it was made, and what is used of them.</summary>
internal sealed class GroupReader : IDisposable
{
    private readonly GroupLimits _limits;
    private readonly KeptFile? _memoryUsed;
    private readonly KeptFile? _memoryStat;
    private readonly KeptFile? _cpuUsed;
    private double _cpuBefore = double.NaN;

    private GroupReader(GroupLimits limits)
    {
        _limits = limits;
        if (limits.MemoryFolder is { } memory)
        {
            _memoryUsed = KeptFile.TryOpen($"{memory}/{(limits.IsUnified ? "memory.current" : "memory.usage_in_bytes")}", 64);
            _memoryStat = KeptFile.TryOpen($"{memory}/memory.stat", 8192);
        }
        if (limits.CpuUsageFile is { } cpu)
            _cpuUsed = KeptFile.TryOpen(cpu, 1024);
    }

    /// <summary>Null when no limit binds.</summary>
    public static GroupReader? Find() => Find("/proc/self/cgroup", "/sys/fs/cgroup");

    public static GroupReader? Find(string memberships, string mount)
    {
        var limits = GroupLimits.Find(memberships, mount);
        return limits.MemoryFolder is null && limits.CpuUsageFile is null ? null : new GroupReader(limits);
    }

    public void Read(ref MachineSample sample)
    {
        if (_memoryUsed is not null)
            ReadMemory(ref sample);
        if (_cpuUsed is not null)
            ReadCpu(ref sample);
    }

    public void Dispose()
    {
        _memoryUsed?.Dispose();
        _memoryStat?.Dispose();
        _cpuUsed?.Dispose();
    }

    /// <summary>Cache of files not used lately can be dropped at once and does not count as used.</summary>
    private void ReadMemory(ref MachineSample sample)
    {
        if (_limits.MemoryBytes >= sample.MemoryTotalBytes)
            return;
        var text = _memoryUsed!.Read();
        var used = ProcText.NextNumber(ref text);
        var droppable = _memoryStat is null
            ? 0
            : ProcText.Value(_memoryStat.Read(), _limits.IsUnified ? "inactive_file"u8 : "total_inactive_file"u8);
        sample.GroupMemoryLimitBytes = _limits.MemoryBytes;
        sample.GroupMemoryPercent = Math.Clamp(100.0 * (used - Math.Max(0, droppable)) / _limits.MemoryBytes, 0, 100);
    }

    private void ReadCpu(ref MachineSample sample)
    {
        var text = _cpuUsed!.Read();
        var used = _limits.IsUnified ? ProcText.Value(text, "usage_usec"u8) / 1e3 : ProcText.NextNumber(ref text) / 1e6;
        if (sample.WindowMs > 0 && !double.IsNaN(_cpuBefore))
            sample.GroupCpuPercent = Math.Clamp(100.0 * (used - _cpuBefore) / (sample.WindowMs * _limits.Processors), 0, 100);
        _cpuBefore = used;
    }
}

/// <summary>The tightest limits from this process's group up to the root of the mount.</summary>
/// <param name="MemoryFolder">Where the memory limit stands, or null when there is none.</param>
/// <param name="CpuUsageFile">Processor time used by the group that has the limit, or null when there is none.</param>
/// <param name="Processors">How many processors the group may use; fractions are usual.</param>
internal sealed record GroupLimits(bool IsUnified, string? MemoryFolder, long MemoryBytes, string? CpuUsageFile, double Processors)
{
    // v1 says "no limit" as the largest multiple of a page.
    private const long Unlimited = long.MaxValue / 2;

    public static GroupLimits Find(string memberships, string mount)
    {
        var lines = File.Exists(memberships) ? File.ReadAllLines(memberships) : [];
        var unified = File.Exists($"{mount}/cgroup.controllers");
        var (memoryFolder, memoryBytes) = (default(string), long.MaxValue);
        foreach (var folder in Folders(lines, mount, unified, "memory"))
        {
            var text = Text($"{folder}/{(unified ? "memory.max" : "memory.limit_in_bytes")}");
            if (long.TryParse(text, CultureInfo.InvariantCulture, out var bytes) && bytes < Math.Min(memoryBytes, Unlimited))
                (memoryFolder, memoryBytes) = (folder, bytes);
        }
        var (cpuFolder, processors) = (default(string), double.MaxValue);
        foreach (var folder in Folders(lines, mount, unified, "cpu"))
        {
            if (Quota(folder, unified) is { } quota && quota < processors)
                (cpuFolder, processors) = (folder, quota);
        }
        var usage = unified ? $"{cpuFolder}/cpu.stat" : $"{mount}/cpuacct{cpuFolder?[$"{mount}/cpu".Length..]}/cpuacct.usage";
        return new GroupLimits(unified, memoryFolder, memoryBytes, cpuFolder is null ? null : usage, processors);
    }

    /// <summary>From the process's own group upwards; inside a container the path of the host does not exist and only the root is left.</summary>
    private static IEnumerable<string> Folders(string[] lines, string mount, bool unified, string controller)
    {
        var root = unified ? mount : $"{mount}/{controller}";
        foreach (var parts in lines.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            if (unified ? parts[0] != "0" : !parts[1].Split(',').Contains(controller))
                continue;
            for (var path = parts[2].TrimEnd('/'); path.Length > 0; path = path[..path.LastIndexOf('/')])
            {
                if (Directory.Exists(root + path))
                    yield return root + path;
            }
        }
        if (Directory.Exists(root))
            yield return root;
    }

    private static double? Quota(string folder, bool unified)
    {
        var parts = unified
            ? Text($"{folder}/cpu.max").Split(' ')
            : [Text($"{folder}/cpu.cfs_quota_us"), Text($"{folder}/cpu.cfs_period_us")];
        return parts.Length == 2 && Number(parts[0]) is var quota and > 0 && Number(parts[1]) is var period and > 0 ? quota / period : null;
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
