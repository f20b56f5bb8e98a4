using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Sensing;

/// <summary>Processor and memory use of the processes that the user lists and of those that the node itself started.</summary>
internal sealed class ProcessUseActor : ReceiveActor, IWithTimers
{
    private const double MiB = 1024 * 1024;

    private readonly Dictionary<ProcessIdentity, Followed> _followed = [];
    private readonly IMachine _machine;
    private readonly SensingSettings _settings;
    private readonly Shell _shell;
    private readonly ThresholdTracker _cpu;
    private readonly ThresholdTracker _memory;
    private readonly ThresholdTracker _growth;
    private readonly Sampling _sampling;
    private readonly WatchedProcesses _watched;

    public ProcessUseActor(
        IMachine machine,
        SensingSettings settings,
        IReadOnlyList<string> names,
        Shell shell,
        Memory memory,
        IActorRef journal
    )
    {
        (_machine, _settings, _shell) = (machine, settings, shell);
        _watched = new WatchedProcesses(machine, names);
        _cpu = new ThresholdTracker("process_use", EventTypes.ProcessCpuHigh, "percent of one core", shell, memory, journal, Self);
        _memory = new ThresholdTracker("process_memory", EventTypes.ProcessMemoryHigh, "MiB", shell, memory, journal, Self);
        _growth = new ThresholdTracker("process_growth", EventTypes.ProcessMemoryHigh, "MiB per minute", shell, memory, journal, Self);
        _sampling = new Sampling("process_use", settings.ProcessInterval, shell, journal, Context.Parent, Self);
        Receive<Sampling.Due>(_ => _sampling.Run(Timers, Sample));
        Receive<WatchOwnProcess>(own => Follow(new ProcessIdentity(own.Pid, own.StartTime), own.Name, isOwn: true));
        Receive<ForgetOwnProcess>(own =>
        {
            if (_followed.Values.FirstOrDefault(each => each.IsOwn && each.Identity.Pid == own.Pid) is { } followed)
                Drop(followed);
        });
        ReceiveAny(message =>
        {
            if (!_cpu.Take(message) && !_memory.Take(message) && !_growth.Take(message))
                Unhandled(message);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _sampling.Begin(Timers);

    private (System.Text.Json.JsonElement, string, bool) Sample()
    {
        foreach (var (identity, name) in _watched.Find())
            Follow(identity, name, isOwn: false);
        var fields = new List<(string, object?)>();
        foreach (var followed in _followed.Values.ToArray())
        {
            if (!followed.Reader.TryRead(out var stat, out var cpu))
            {
                Drop(followed);
                continue;
            }
            var extras = followed.Extras;
            if (!double.IsNaN(cpu))
                _cpu.Observe(followed.Target, cpu, _settings.ProcessCpu, extras);
            _memory.Observe(followed.Target, stat.ResidentBytes / MiB, _settings.ProcessMemory, [.. extras, ("aspect", "size")]);
            var growth = followed.Grow(stat.ResidentBytes / MiB, _shell.Now, _settings.ProcessGrowthWindow);
            if (growth is { } slope)
                _growth.Observe(
                    followed.Target,
                    slope,
                    _settings.ProcessGrowth,
                    [.. extras, ("aspect", "growth"), ("rss_bytes", stat.ResidentBytes)]
                );
            fields.Add(
                (
                    followed.Target,
                    LooseJson.Object(
                        ("name", followed.Name),
                        ("percent", double.IsNaN(cpu) ? null : cpu),
                        ("rss_bytes", stat.ResidentBytes),
                        ("growth_mib_per_minute", growth),
                        ("own", followed.IsOwn)
                    )
                )
            );
        }
        // Alerts that stood before a restart, about processes that are no longer there.
        foreach (var (tracker, target) in Orphans(_cpu).Concat(Orphans(_memory)).Concat(Orphans(_growth)).ToArray())
            tracker.Gone(target);
        return (LooseJson.Object([.. fields]), $"{_followed.Count} followed", _cpu.AnyAlert || _memory.AnyAlert || _growth.AnyAlert);
    }

    private IEnumerable<(ThresholdTracker, string)> Orphans(ThresholdTracker tracker) =>
        tracker.Standing.Where(target => _followed.Values.All(followed => followed.Target != target)).Select(target => (tracker, target));

    private void Follow(ProcessIdentity identity, string name, bool isOwn) =>
        _followed.TryAdd(identity, new Followed(identity, name, isOwn, _machine.Follow(identity)));

    private void Drop(Followed followed)
    {
        _followed.Remove(followed.Identity);
        _cpu.Gone(followed.Target, followed.Extras);
        _memory.Gone(followed.Target, followed.Extras);
        _growth.Gone(followed.Target, followed.Extras);
    }

    private sealed record Followed(ProcessIdentity Identity, string Name, bool IsOwn, IProcessReader Reader)
    {
        private Trend _trend = Trend.Empty;

        public string Target => Identity.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public (string, object?)[] Extras => [("pid", Identity.Pid), ("start_time", Identity.StartTicks), ("name", Name), ("own", IsOwn)];

        /// <summary>One more reading of its memory; the growth per minute as soon as it can be told.</summary>
        public double? Grow(double value, Moment now, TimeSpan window)
        {
            _trend = _trend.Add(now.Monotonic, value, window);
            return _trend.PerMinute(window);
        }
    }
}
