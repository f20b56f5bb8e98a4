using System.Collections.Concurrent;
using System.Diagnostics;
using Aios.Platform.Machine;
using Aios.Platform.Native;
using Aios.Platform.Threads;

namespace Aios.Platform.Processes;

/// <summary>
/// Few threads for all children. Two start them; one waits in poll(2) for ends, pipes and deadlines; one kills trees, because
/// a tree that multiplies takes its time and must not take it from the others' deadlines. Only children started here are waited for, by their
/// own ids.
/// </summary>
internal sealed class ChildLoop
{
    private static readonly Lazy<ChildLoop> Only = new(() => new ChildLoop());

    private readonly Lazy<StartThread> _bound;
    private readonly Lazy<StartThread> _gaining;
    private readonly BlockingCollection<Action> _toKill = [];
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly ConcurrentDictionary<ChildRun, byte> _running = new();
    private readonly List<ChildRun> _watched = [];
    private readonly WakePipe _wake = new();
    private readonly Orphans _orphans = new();
    private readonly ProcessIdentity _self = ProcessIdentity.Of(Environment.ProcessId) ?? default;
    private long _count;

    private ChildLoop()
    {
        _bound = new(() => new StartThread("children-start", gainsRights: false, Started));
        _gaining = new(() => new StartThread("children-free", gainsRights: true, Started));
        Begin("children-watch", WatchAll);
        Begin("children-kill", KillAll);
    }

    /// <summary>Without one of these threads nobody would start children or see them end any more: then the process ends.</summary>
    public static void Begin(string name, Action job) =>
        DedicatedThread.Start(name, job, fault => Environment.FailFast($"the thread {name} ended", fault));

    public static ChildLoop Shared => Only.Value;

    public IEnumerable<ChildRun> Running => _running.Keys;

    public ChildRun Start(ChildSpec spec)
    {
        var run = new ChildRun(spec, KillTree, ChildMark.TextOf(_self, Interlocked.Increment(ref _count), spec.Owner));
        if (spec.Fault() is { } fault)
        {
            run.NotStarted(ChildEnd.NotStarted, fault);
            return run;
        }
        // Before it starts: whoever learns of the child must find it among the running ones.
        _running.TryAdd(run, 0);
        (spec.LeavesTree || spec.Limits.NewPrivileges ? _gaining : _bound).Value.Start(run);
        return run;
    }

    public void Stop(ChildRun run)
    {
        run.Stop();
        _wake.Wake();
    }

    /// <summary>On the watching thread, before it waits again.</summary>
    private void Request(Action request)
    {
        _requests.Enqueue(request);
        _wake.Wake();
    }

    public void AdoptOrphans() => Request(() => _orphans.Adopt(() => Request(_orphans.Look)));

    /// <param name="done">On the watching thread, with the number of those that were killed besides the leader.</param>
    private void KillTree(int leader, string mark, Action<int> done) =>
        _toKill.Add(() =>
        {
            var killed = ProcessTree.Kill(leader, mark);
            Request(() => done(killed));
        });

    private void KillAll()
    {
        foreach (var job in _toKill.GetConsumingEnumerable())
            job();
    }

    private void Started(ChildRun run, bool runs)
    {
        if (runs)
            Request(() => _watched.Add(run));
        else
            _running.TryRemove(run, out _);
    }

    private void WatchAll()
    {
        var poll = new PollSet();
        while (true)
        {
            var due = _orphans.Due;
            poll.Clear();
            poll.Add(_wake.Descriptor, Libc.PollIn, _wake.Drain);
            foreach (var run in _watched)
            {
                run.AddTo(poll);
                due = Math.Min(due, run.Due);
            }
            poll.Wait(due);
            while (_requests.TryDequeue(out var request))
                request();
            var now = Stopwatch.GetTimestamp();
            foreach (var run in _watched)
                run.Advance(now);
            foreach (var over in _watched.Where(run => run.IsOver))
                _running.TryRemove(over, out _);
            _watched.RemoveAll(run => run.IsOver);
            _orphans.Reap(now, _watched);
        }
    }
}
