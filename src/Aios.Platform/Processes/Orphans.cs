using System.Diagnostics;
using System.Runtime.InteropServices;
using Aios.Platform.Machine;
using Aios.Platform.Native;

namespace Aios.Platform.Processes;

/// <summary>
/// As child subreaper (prctl(2)) this process inherits grandchildren whose parents end, and has to reap them. Only zombies of a foreign
/// session that were seen in two looks a second apart are reaped, so that children of .NET's Process class are left to it.
/// </summary>
internal sealed class Orphans
{
    private const int SetChildSubreaper = 36;

    private readonly HashSet<ProcessIdentity> _seen = [];
    private PosixSignalRegistration? _childSignal;
    private int _session;

    /// <summary>Stopwatch time of the next look.</summary>
    public long Due { get; private set; } = long.MaxValue;

    public void Adopt(Action childEnded)
    {
        if (OperatingSystem.IsWindows() || _childSignal is not null || Libc.ProcessControl(SetChildSubreaper, 1, 0, 0, 0) != 0)
            return;
        _session = ProcessStat.TryRead(Environment.ProcessId, out var self) ? self.Session : 0;
        _childSignal = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => childEnded());
    }

    public void Look() => Due = Math.Min(Due, Stopwatch.GetTimestamp() + Stopwatch.Frequency);

    public void Reap(long now, IEnumerable<ChildRun> running)
    {
        if (now < Due)
            return;
        Due = long.MaxValue;
        var own = running.Select(run => run.Identity?.Pid ?? 0).ToHashSet();
        var zombies = new HashSet<ProcessIdentity>();
        foreach (var pid in Pids.AllOrNone())
        {
            if (!ProcessStat.TryRead(pid, out var stat) || stat.ParentPid != Environment.ProcessId || stat.State != 'Z')
                continue;
            if (stat.Session != _session && !own.Contains(pid))
                zombies.Add(new ProcessIdentity(pid, stat.StartTicks));
        }
        foreach (var zombie in zombies.Where(_seen.Contains))
            ReapOne(zombie.Pid);
        zombies.ExceptWith(_seen);
        _seen.Clear();
        _seen.UnionWith(zombies);
        if (zombies.Count > 0)
            Look();
    }

    private static unsafe void ReapOne(int pid)
    {
        int status;
        _ = Libc.WaitPid(pid, &status, Libc.NoHang);
    }
}
