using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>The node looks at itself: memory, collections, thread pool, descriptors, how far the log is behind.</summary>
internal sealed class SelfSensorActor : ReceiveActor, IWithTimers
{
    private const double MiB = 1024 * 1024;

    private readonly ThresholdTracker _tracker;
    private readonly Sampling _sampling;
    private readonly IMachine _machine;
    private readonly SensingSettings _settings;
    private readonly IActorRef _journal;
    private JournalProtocol.JournalHealth? _log;

    public SelfSensorActor(IMachine machine, SensingSettings settings, Shell shell, Memory memory, IActorRef journal)
    {
        (_machine, _settings, _journal) = (machine, settings, journal);
        _tracker = new ThresholdTracker("self", EventTypes.SelfUnwell, "MiB", shell, memory, journal, Self);
        _sampling = new Sampling("self", settings.SelfInterval, shell, journal, Context.Parent, Self);
        Receive<Sampling.Due>(_ => _sampling.Run(Timers, Sample));
        Receive<JournalProtocol.JournalHealth>(health => _log = health);
        ReceiveAny(message =>
        {
            if (!_tracker.Take(message))
                Unhandled(message);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _sampling.Begin(Timers);

    private (System.Text.Json.JsonElement, string, bool) Sample()
    {
        _journal.Tell(new JournalProtocol.GetJournalHealth(), Self);
        var self = _machine.Self();
        if (self.ResidentBytes >= 0)
            _tracker.Observe("node", self.ResidentBytes / MiB, _settings.SelfMemory, ("managed_bytes", self.ManagedBytes));
        var fields = LooseJson.Object(
            ("rss_bytes", self.ResidentBytes),
            ("managed_bytes", self.ManagedBytes),
            ("gc2", self.Collections2),
            ("gc_pause_ms", self.PauseMs),
            ("pool_threads", self.PoolThreads),
            ("pool_queue", self.PoolQueue),
            ("descriptors", self.Descriptors),
            ("log_queued", _log?.Queued),
            ("log_syncs", _log?.Syncs)
        );
        return (
            fields,
            $"{self.ResidentBytes / MiB:0.0} MiB, {self.PoolThreads} threads, {self.Descriptors} descriptors",
            _tracker.AnyAlert
        );
    }
}
