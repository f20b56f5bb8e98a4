using System.IO.Enumeration;

namespace Aios.Platform.Machine;

/// <summary>One reading of this process. Collections and pauses are counted from its start.</summary>
public readonly record struct SelfSample(
    long ResidentBytes,
    long CpuTicks,
    long ManagedBytes,
    int Collections0,
    int Collections1,
    int Collections2,
    double PauseMs,
    int PoolThreads,
    long PoolQueue,
    int Descriptors
);

/// <summary>Reads this process itself; portable but for resident memory, processor time and descriptors, which are -1 without /proc.</summary>
public static class SelfReader
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    public static SelfSample Read()
    {
        var known = ProcessStat.TryRead(Environment.ProcessId, out var stat);
        return new SelfSample(
            known ? stat.ResidentBytes : -1,
            known ? stat.CpuTicks : -1,
            GC.GetTotalMemory(forceFullCollection: false),
            GC.CollectionCount(0),
            GC.CollectionCount(1),
            GC.CollectionCount(2),
            GC.GetTotalPauseDuration().TotalMilliseconds,
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount,
            known ? CountDescriptors() : -1
        );
    }

    private static int CountDescriptors()
    {
        var count = 0;
        foreach (var _ in new FileSystemEnumerable<byte>("/proc/self/fd", static (ref _) => 0, Everything))
            count++;
        return count;
    }
}
