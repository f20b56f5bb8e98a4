using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Actors.Spine.JournalProtocol;
using static Aios.Actors.Spine.MaintenanceProtocol;

namespace Aios.Actors.Spine;

/// <summary>
/// Archives, summarises and deletes what is due, on a thread of its own, at times or when asked; when it began and what it did are on
/// record. Whoever asks while it runs gets the answer of that run. Now and then it keeps the memory for the next start.
/// </summary>
internal sealed class MaintenanceActor : ReceiveActor, IWithTimers
{
    public const string Source = "aios/maintenance";

    /// <summary>A start has better things to do at first.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MemoryRhythm = TimeSpan.FromSeconds(20);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _askers = [];
    private readonly LogKeeper _keeper;
    private readonly StateKeeper _state;
    private readonly Retirement _retirement;
    private readonly Memory _memory;
    private readonly JournalSettings _settings;
    private readonly Shell _shell;
    private readonly IActorRef _journal;
    private readonly Func<int> _sweepKept;
    private readonly MemoryFile? _memoryFile;
    private Moment _seen;
    private Event? _started;
    private string? _said;

    public MaintenanceActor(MaintenanceParts parts, Shell shell, Memory memory, IActorRef journal)
    {
        (_keeper, _state, _settings, _shell, _memory, _journal) = (parts.Log, parts.State, parts.Settings, shell, memory, journal);
        (_sweepKept, _memoryFile) = (parts.SweepKept, parts.MemoryFile);
        _retirement = new Retirement(parts.State, parts.Cursors, memory);
        _seen = shell.Now;
        Receive<Due>(_ => Begin("timer"));
        Receive<RunMaintenance>(_ =>
        {
            _askers.Add(Sender);
            Begin("asked");
        });
        Receive<Appended>(done =>
        {
            if (done.Tag is Begun)
                Work();
            else
                End(done.Tag!);
        });
        Receive<Tidied>(_ => { });
        Receive<KeepMemory>(_ =>
        {
            _memoryFile?.Keep(_memory.Current);
            SayWhyUnused();
        });
        Receive<Status.Failure>(failure =>
            _log.Warning("What is over cannot be deleted from the database; the next run tries again: {0}", failure.Cause.Message)
        );
        Receive<AppendFailed>(failed => End(new MaintenanceFailed($"it is not on record: {failed.Why}. {failed.Remedy}.")));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("due", Due.Instance, FirstAfter, _settings.MaintenanceInterval);
        Timers.StartPeriodicTimer("memory", KeepMemory.Instance, MemoryRhythm, MemoryRhythm);
        SayWhyUnused();
    }

    private void SayWhyUnused()
    {
        if (_memoryFile?.Unused is { } why && why != _said)
            _log.Debug("{0}; the log tells everything", _said = why);
    }

    private void Begin(string trigger)
    {
        if (_started is not null)
            return;
        var (before, now) = (_seen, _shell.Now);
        _seen = now;
        if (ClockRules.Jumped(before, now) is { } why)
        {
            Refuse(why);
            return;
        }
        _started = _shell.Note(EventTypes.MaintenanceStarted, Source, Severity.Info, LooseJson.Object(("trigger", trigger)));
        _journal.Tell(Append.One(_started, Begun.Instance), Self);
    }

    private void Refuse(string why)
    {
        _keeper.Refuse(why);
        _started = Note(EventTypes.MaintenanceRefused, Severity.Warn, LooseJson.Object(("why", why)));
        _journal.Tell(Append.One(_started, new MaintenanceFailed(why)), Self);
    }

    private void Work()
    {
        var start = _shell.Now;
        _state.Tidy(start.Wall).PipeTo(Self, success: () => Tidied.Instance);
        try
        {
            var report = _keeper.Run(DateOnly.FromDateTime(_shell.Time.GetUtcNow().UtcDateTime), _retirement);
            var pruned = _state.Prune(_keeper.Floor, _memory.Current.ActiveRuns.Keys, _keeper.Stopping);
            var swept = _sweepKept();
            Record(report, pruned, swept, _shell.Now.Monotonic - start.Monotonic);
        }
        catch (OperationCanceledException)
        {
            End(new MaintenanceFailed("the node stops; the next run goes on"));
        }
        catch (Exception fault) when (fault is IOException or LogCorruptException)
        {
            _keeper.Refuse(fault.Message);
            var payload = LooseJson.Object(("fault", fault.Message));
            _journal.Tell(
                Append.One(Note(EventTypes.MaintenanceCompleted, Severity.Error, payload), new MaintenanceFailed(fault.Message)),
                Self
            );
        }
    }

    private void Record(MaintenanceReport report, PruneReport pruned, int swept, long durationMs)
    {
        var events = new List<Event>();
        if (report.Deleted.Count + report.MetricDaysDeleted.Count + swept > 0)
            events.Add(
                Note(
                    EventTypes.MaintenanceCleanup,
                    Severity.Info,
                    LooseJson.Object(
                        ("days", report.Deleted),
                        ("metric_days", report.MetricDaysDeleted),
                        ("snapshots", swept > 0 ? swept : null)
                    )
                )
            );
        events.Add(
            Note(
                EventTypes.MaintenanceCompleted,
                report.Faults.Count > 0 ? Severity.Error : Severity.Info,
                LooseJson.Object(
                    ("archived", report.Archived),
                    ("deleted", report.Deleted.Count),
                    ("plain_bytes", report.PlainBytes),
                    ("archive_bytes", report.ArchiveBytes),
                    ("held", report.Held.Count),
                    ("decisions_deleted", pruned.Decisions),
                    ("effects_deleted", pruned.Effects),
                    ("duration_ms", durationMs),
                    ("faults", report.Faults.Count > 0 ? report.Faults : null)
                )
            )
        );
        object answer =
            report.Faults.Count > 0
                ? new MaintenanceFailed(string.Join(" ", report.Faults))
                : new MaintenanceDone(report, pruned, durationMs);
        _journal.Tell(new Append(events, answer), Self);
    }

    private void End(object answer)
    {
        foreach (var asker in _askers)
            asker.Tell(answer);
        _askers.Clear();
        _started = null;
    }

    private Event Note(string type, Severity severity, System.Text.Json.JsonElement payload) =>
        _shell.Note(type, Source, severity, payload, cause: _started);

    private sealed record Due
    {
        public static readonly Due Instance = new();
    }

    private sealed record KeepMemory
    {
        public static readonly KeepMemory Instance = new();
    }

    private sealed record Tidied
    {
        public static readonly Tidied Instance = new();
    }

    private sealed record Begun
    {
        public static readonly Begun Instance = new();
    }
}

/// <summary>What maintenance works on.</summary>
internal sealed record MaintenanceParts(LogKeeper Log, StateKeeper State, ICursorStore Cursors, JournalSettings Settings)
{
    /// <summary>Deletes what runs kept that are over and old; gives their number.</summary>
    public Func<int> SweepKept { get; init; } = () => 0;

    /// <summary>Null: nothing is kept.</summary>
    public MemoryFile? MemoryFile { get; init; }
}
