using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Platform.Sockets;

/// <summary>Who descends from whom, by the parents that /proc shows.</summary>
public static class Ancestry
{
    private const int MaxGenerations = 1024;

    /// <summary>
    /// True when the process is a child, grandchild… of the other, or when that cannot be ruled out because a link of the chain cannot be read.
    /// A process is not its own descendant. Orphans stay descendants only where the ancestor adopts them (<see cref="OwnChild.AdoptOrphans"/>).
    /// </summary>
    public static bool IsDescendantOf(int pid, int ancestorPid) => Descends(pid, ancestorPid) ?? true;

    /// <summary>The same, and false when a link of the chain cannot be read: for whoever may reach descendants only.</summary>
    public static bool IsSurelyDescendantOf(int pid, int ancestorPid) => Descends(pid, ancestorPid) ?? false;

    private static bool? Descends(int pid, int ancestorPid)
    {
        if (pid == ancestorPid)
            return false;
        for (var generation = 0; generation < MaxGenerations; generation++)
        {
            if (!ProcessStat.TryRead(pid, out var stat))
                return null;
            if (stat.ParentPid == ancestorPid)
                return true;
            if (stat.ParentPid <= 0)
                return false;
            pid = stat.ParentPid;
        }
        return null;
    }
}
