using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Sensing;

/// <summary>
/// Says when a listed process starts, stops, or is another one than before. That none of a name is left is an alert, which has recovered
/// when one runs again.
/// </summary>
internal sealed class ProcessWatchActor : ReceiveActor, IWithTimers
{
    private const string Sensor = "process_watch";

    private readonly Dictionary<string, (HashSet<ProcessIdentity> Seen, int Restarts)> _known = [];

    // What ended can no longer be asked how it was started.
    private readonly Dictionary<string, (ProcessIdentity Of, IReadOnlyList<string> Command)> _commands = [];

    // Those whose edge is on its way to the log: it is not said twice.
    private readonly HashSet<string> _said = [];
    private readonly Sampling _sampling;
    private readonly WatchedProcesses _watched;
    private readonly TargetSettings _targets;
    private readonly IMachine _machine;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _journal;

    public ProcessWatchActor(
        IMachine machine,
        SensingSettings settings,
        TargetSettings targets,
        Shell shell,
        Memory memory,
        IActorRef journal
    )
    {
        (_machine, _shell, _memory, _journal) = (machine, shell, memory, journal);
        _targets = targets;
        _watched = new WatchedProcesses(machine, targets.Processes);
        _sampling = new Sampling(Sensor, settings.ProcessInterval, shell, journal, Context.Parent, Self);
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
            // What runs at the start is taken as it is, unless an alert of an earlier start says that nothing did.
            if (!_known.TryGetValue(name, out var before))
                _known[name] = before = (Standing(name) is null ? now : [], 0);
            if (now.Count > 0 && !(_commands.TryGetValue(name, out var known) && now.Contains(known.Of)))
                _commands[name] = (now.First(), _machine.CommandOf(now.First()));
            if (!before.Seen.SetEquals(now) && _said.Add(name))
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
        var command = _commands.TryGetValue(name, out var known) ? known.Command : [];
        (string, object?)[] members =
        [
            ("sensor", Sensor),
            ("target", name),
            ("name", name),
            ("pid_file", name.StartsWith('/') ? name : null),
            ("pids", now.Select(identity => identity.Pid)),
            ("pids_before", before.Select(identity => identity.Pid)),
            ("program", command.Count > 0 ? command[0] : null),
            ("command", command.Count > 0 ? command : null),
            ("restarts", restarts),
            ("restart", _targets.MayRestart(name)),
        ];
        var standing = Standing(name)?.Event;
        var events = new List<Event> { Note(type, severity, members, standing) };
        if (standing is not null && now.Count > 0)
            events.Add(Note(EventTypes.Recovered, Severity.Info, [.. members, ("of", standing.Type), ("gone", false)], standing));
        _journal.Tell(new JournalProtocol.Append(events, new Edge(name, now, restarts)), Self);
    }

    private Event Note(string type, Severity severity, (string, object?)[] members, Event? standing) =>
        _shell.Note(type, $"sensor/{Sensor}", severity, LooseJson.Object(members), standing);

    private RecordedEvent? Standing(string name) => _memory.Current.Alerts.Raised.GetValueOrDefault(new AlertKey(Sensor, name));

    private sealed record Edge(string Name, HashSet<ProcessIdentity> Now, int Restarts);
}
