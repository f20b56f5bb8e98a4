using System.Collections.Concurrent;
using System.Diagnostics;
using Aios.Platform.Machine;
using Aios.Platform.Native;
using Aios.Platform.Threads;

namespace Aios.Platform.Processes;

/// <summary>
/// Two threads for all children. One starts them (it lives as long as the process, because the parent-death signal is bound to the starting
/// thread); one waits in poll(2) for ends, pipes and deadlines. Only children started here are waited for, by their own ids.
/// </summary>
internal sealed class ChildLoop
{
    private static readonly Lazy<ChildLoop> Only = new(() => new ChildLoop());

    private readonly BlockingCollection<ChildRun> _toStart = [];
    private readonly ConcurrentQueue<Action> _requests = new();
    private readonly ConcurrentDictionary<ChildRun, byte> _running = new();
    private readonly List<ChildRun> _watched = [];
    private readonly WakePipe _wake = new();
    private readonly Orphans _orphans = new();
    private readonly string _node = $"{Environment.ProcessId}-{ProcessIdentity.Of(Environment.ProcessId)?.StartTicks}";
    private long _count;

    private ChildLoop()
    {
        Start("children-start", StartAll);
        Start("children-watch", WatchAll);

        // Without one of them nobody would see children end any more: then the process ends.
        static void Start(string name, Action job) =>
            DedicatedThread.Start(name, job, fault => Environment.FailFast($"the thread {name} ended", fault));
    }

    public static ChildLoop Shared => Only.Value;

    public IEnumerable<ChildRun> Running => _running.Keys;

    public ChildRun Start(ChildSpec spec)
    {
        var run = new ChildRun(spec, $"{_node}-{Interlocked.Increment(ref _count)}");
        if (spec.Fault() is { } fault)
        {
            run.NotStarted(ChildEnd.NotStarted, fault);
            return run;
        }
        // Before it starts: whoever learns of the child must find it among the running ones.
        _running.TryAdd(run, 0);
        _toStart.Add(run);
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

    private void StartAll()
    {
        foreach (var run in _toStart.GetConsumingEnumerable())
        {
            if (ChildStart.Start(run))
                Request(() => _watched.Add(run));
            else
                _running.TryRemove(run, out _);
        }
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
