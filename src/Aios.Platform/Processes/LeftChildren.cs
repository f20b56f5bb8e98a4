using System.Diagnostics;
using Aios.Platform.Machine;

namespace Aios.Platform.Processes;

/// <summary>A process that outlived the one that started it.</summary>
/// <param name="Work">What it was started for.</param>
/// <param name="HasEnded">False: it does not end even by KILL, because it waits for a device.</param>
public sealed record LeftChild(ProcessIdentity Process, string Work, bool HasEnded);

/// <summary>
/// Children of an earlier process of the same folder that was killed, found by the mark in their environment: nobody watches them any more.
/// One that cleared its environment is found only as a descendant or in the session of one that did not; one of another user not at all.
/// </summary>
public static class LeftChildren
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Kills them, again and again until none is left, for at most 2 s. Whoever holds the folder's lock may ask.</summary>
    public static IReadOnlyList<LeftChild> End(string folder)
    {
        var (seen, began) = (new Dictionary<ProcessIdentity, string>(), Stopwatch.GetTimestamp());
        Dictionary<ProcessIdentity, string> left;
        do
        {
            left = Find(folder);
            foreach (var (process, work) in left)
            {
                seen.TryAdd(process, work);
                _ = Pidfd.SendSignal(process, Signal.Kill);
            }
            // One that dies shows no mark any more, and is there for a moment longer.
        } while ((left.Count > 0 || seen.Keys.Any(process => process.IsRunning)) && Stopwatch.GetElapsedTime(began) <= Patience);
        return [.. seen.Select(each => new LeftChild(each.Key, each.Value, !each.Key.IsRunning))];
    }

    /// <summary>Those that have not ended, with what they were started for.</summary>
    private static Dictionary<ProcessIdentity, string> Find(string folder)
    {
        var (found, sessions, others) = (
            new Dictionary<int, (ProcessStat Stat, string Work)>(),
            new Dictionary<int, string>(),
            new List<ProcessStat>()
        );
        foreach (var pid in Pids.AllOrNone())
        {
            if (pid == Environment.ProcessId || !ProcessStat.TryRead(pid, out var stat))
                continue;
            if (ChildMark.Of(pid) is { } mark && mark.Folder == folder && !mark.Starter.IsRunning)
            {
                found[pid] = (stat, mark.Work);
                sessions.TryAdd(stat.Session, mark.Work);
            }
            else
                others.Add(stat);
        }
        // Each child was started as the leader of a session: whoever is in such a one came out of it. One that was begun by somebody without a
        // mark, and that a marked process only stands in, is somebody else's.
        foreach (var foreign in sessions.Keys.Where(session => !found.ContainsKey(session)).ToList())
            sessions.Remove(foreign);
        others.RemoveAll(stat => sessions.TryGetValue(stat.Session, out var work) && found.TryAdd(stat.Pid, (stat, work)));
        while (
            others.RemoveAll(stat => found.TryGetValue(stat.ParentPid, out var parent) && found.TryAdd(stat.Pid, (stat, parent.Work))) > 0
        ) { }
        return found
            .Values.Where(each => !each.Stat.HasEnded)
            .ToDictionary(each => new ProcessIdentity(each.Stat.Pid, each.Stat.StartTicks), each => each.Work);
    }
}
