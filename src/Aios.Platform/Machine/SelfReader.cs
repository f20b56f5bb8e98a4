using Aios.Platform.Native;

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

    // The framework's enumeration asks the kernel twice about every name that it gives.
    private static unsafe int CountDescriptors()
    {
        nint folder;
        fixed (byte* path = "/proc/self/fd\0"u8)
            folder = Libc.OpenFolder(path);
        if (folder == 0)
            return -1;
        // Without itself and the folder above.
        var count = -2;
        while (Libc.ReadFolder(folder) != 0)
            count++;
        _ = Libc.CloseFolder(folder);
        return count;
    }
}
