using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>Says when a listed process starts, stops, or is another one than before.</summary>
internal sealed class ProcessWatchActor : ReceiveActor, IWithTimers
{
    private readonly Dictionary<string, (HashSet<ProcessIdentity> Seen, int Restarts)> _known = [];

    // Those whose edge is on its way to the log: it is not said twice.
    private readonly HashSet<string> _said = [];
    private readonly Sampling _sampling;
    private readonly WatchedProcesses _watched;
    private readonly Shell _shell;
    private readonly IActorRef _journal;

    public ProcessWatchActor(IMachine machine, SensingSettings settings, IReadOnlyList<string> names, Shell shell, IActorRef journal)
    {
        (_shell, _journal) = (shell, journal);
        _watched = new WatchedProcesses(machine, names);
        _sampling = new Sampling("process_watch", settings.ProcessInterval, shell, journal, Context.Parent, Self);
        Receive<Sampling.Due>(_ => _sampling.Run(Timers, Sample));
        // Answers of the journal: an edge that could not be put on record is seen again at the next sample.
        Receive<JournalProtocol.Appended>(done =>
        {
            if (done.Tag is not Edge edge)
                return;
            _known[edge.Name] = (edge.Now, edge.Restarts);
            _said.Remove(edge.Name);
        });
        Receive<JournalProtocol.AppendFailed>(failed =>
        {
            if (failed.Tag is Edge edge)
                _said.Remove(edge.Name);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _sampling.Begin(Timers);

    private (System.Text.Json.JsonElement, string, bool) Sample()
    {
        var fields = new List<(string, object?)>();
        var down = 0;
        foreach (var name in _watched.Names)
        {
            var now = _watched.FindOne(name).ToHashSet();
            if (!_known.TryGetValue(name, out var before))
                _known[name] = before = (now, 0);
            else if (!before.Seen.SetEquals(now) && _said.Add(name))
                Say(name, before.Seen, now, before.Restarts);
            down += now.Count == 0 ? 1 : 0;
            fields.Add((name, LooseJson.Object(("running", now.Count > 0), ("count", now.Count), ("restarts", before.Restarts))));
        }
        return (LooseJson.Object([.. fields]), $"{_watched.Names.Count - down} of {_watched.Names.Count} running", down > 0);
    }

    private void Say(string name, HashSet<ProcessIdentity> before, HashSet<ProcessIdentity> now, int restarts)
    {
        var (type, severity) =
            before.Count == 0 ? (EventTypes.ProcessStarted, Severity.Info)
            : now.Count == 0 ? (EventTypes.ProcessStopped, Severity.Error)
            : before.Overlaps(now) ? (now.Count > before.Count ? EventTypes.ProcessStarted : EventTypes.ProcessStopped, Severity.Info)
            : (EventTypes.ProcessRestarted, Severity.Warn);
        if (type == EventTypes.ProcessRestarted)
            restarts++;
        var payload = LooseJson.Object(
            ("sensor", "process_watch"),
            ("target", name),
            ("name", name),
            ("pids", now.Select(identity => identity.Pid)),
            ("restarts", restarts)
        );
        var note = _shell.Note(type, "sensor/process_watch", severity, payload);
        _journal.Tell(JournalProtocol.Append.One(note, new Edge(name, now, restarts)), Self);
    }

    private sealed record Edge(string Name, HashSet<ProcessIdentity> Now, int Restarts);
}
