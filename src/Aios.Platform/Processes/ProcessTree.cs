using System.Diagnostics;
using Aios.Platform.Machine;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>
/// Everything that came out of one child: members of its session or group, their descendants, and whoever still carries the child's mark in
/// its environment (so a daemon that left the session is found; one that also cleared its environment is not).
/// The leader must not be reaped before: as long as it is not, nobody else can get its number.
/// </summary>
internal static class ProcessTree
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Kills all members, again and again until none is left, for at most a second; returns how many other than the leader were killed.
    /// </summary>
    public static int Kill(int leader, string mark)
    {
        var killed = new HashSet<ProcessIdentity>();
        var began = Stopwatch.GetTimestamp();
        do
        {
            if (Members(leader, mark) is not { } members)
                // What cannot be counted is killed at one blow.
                _ = Libc.Kill(-leader, Signal.Kill.Number);
            else if (members.Count == 0)
                break;
            else
            {
                _ = Libc.Kill(-leader, Signal.Kill.Number);
                foreach (var member in members)
                    _ = Pidfd.SendSignal(member, Signal.Kill);
                killed.UnionWith(members);
            }
        } while (Stopwatch.GetElapsedTime(began) < MostTime);
        return killed.Count(member => member.Pid != leader);
    }

    /// <summary>The members that have not ended yet; null when it cannot be seen now, because no descriptor is left.</summary>
    public static List<ProcessIdentity>? Members(int leader, string mark)
    {
        var cookie = ChildMark.CookieOf(mark);
        var members = new Dictionary<int, ProcessStat>();
        var others = new List<ProcessStat>();
        foreach (var pid in Pids.AllOrNone())
        {
            if (pid == Environment.ProcessId || !ProcessStat.TryRead(pid, out var stat))
                continue;
            if (pid == leader || stat.Session == leader || stat.ProcessGroup == leader || IsMarked(pid, cookie))
                members[pid] = stat;
            else
                others.Add(stat);
        }
        // This process can always be read, unless nothing can.
        if (members.Count == 0 && !ProcessStat.TryRead(Environment.ProcessId, out _))
            return null;
        while (others.RemoveAll(stat => members.ContainsKey(stat.ParentPid) && members.TryAdd(stat.Pid, stat)) > 0) { }
        return [.. members.Values.Where(stat => !stat.HasEnded).Select(stat => new ProcessIdentity(stat.Pid, stat.StartTicks))];
    }

    private static bool IsMarked(int pid, byte[] cookie) => ChildMark.EnvironmentOf(pid).AsSpan().IndexOf(cookie) >= 0;
}
