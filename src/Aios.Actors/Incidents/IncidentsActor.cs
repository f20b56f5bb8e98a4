using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Journal.Log;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Actors.Incidents;

/// <summary>
/// Says what the log shows and nobody said yet. Its state is the log's own: after a crash it says what is still unsaid, and what it said
/// already is known by its id.
/// </summary>
internal sealed class IncidentsActor : ReceiveActor, IWithTimers
{
    /// <summary>So many records back a start looks for events that said <c>resolved</c> and were not dealt with.</summary>
    private const int LookBack = 2_000;

    private static readonly TimeSpan QuietRhythm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Said to be over by an event of whatever type: known only here until it is on record.
    private readonly Dictionary<IncidentKey, RecordedEvent> _saidOver = [];
    private readonly IncidentSettings _settings;
    private readonly Shell _shell;
    private readonly Memory _memory;
    private readonly IActorRef _journal;
    private readonly EventLogReader _events;
    private readonly Hearing _hearing;
    private object? _pending;
    private long _missedFrom;

    public IncidentsActor(IncidentSettings settings, Shell shell, Memory memory, IActorRef journal, EventLogReader log)
    {
        (_settings, _shell, _memory, _journal) = (settings, shell, memory, journal);
        _events = log;
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        _hearing = new Hearing(memory.Current.Seq);
        if (memory.Current.Incidents.OpenCount > 0)
            foreach (var recorded in log.Query(new EventFilter { FromSeq = memory.Current.Seq - LookBack + 1, Where = SaysResolved }))
                _saidOver[IncidentKey.Of(recorded.Event)] = recorded;
        Receive<RecordedEvent>(Hear);
        Receive<LookForQuiet>(_ => Say(IncidentsRules.DecideQuiet(State, _settings, Now)));
        Receive<LookBehind>(_ => LookForMissed());
        Receive<AcknowledgeIncident>(Acknowledge);
        Receive<JournalProtocol.Appended>(done => Finish(done.Tag, null));
        Receive<JournalProtocol.AppendFailed>(failed =>
            Finish(failed.Tag, new Refusal("incident", (failed.Tag as Asked)?.Id.Value ?? "", failed.Why, failed.Remedy))
        );
        Receive<SayOn>(_ =>
        {
            _pending = null;
            SayOpen();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private IncidentsState State => _memory.Current.Incidents;

    private long Now => _shell.Now.Wall;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("quiet", LookForQuiet.Instance, QuietRhythm, QuietRhythm);
        SayOpen();
    }

    private static bool SaysResolved(RecordedEvent recorded) =>
        !EventTypes.IsRecord(recorded.Event.Type)
        && !EventTypes.IsImported(recorded.Event)
        && !EventTypes.SaysOver(recorded.Event.Type)
        && IncidentSigns.SaysResolved(recorded.Event);

    private void Hear(RecordedEvent recorded)
    {
        // Read together a little later, however often its mailbox is full.
        var first = _hearing.Newest + 1;
        if (_hearing.Hear(recorded.Seq) && !Timers.IsTimerActive("behind"))
        {
            _missedFrom = first;
            Timers.StartSingleTimer("behind", LookBehind.Instance, Pause);
        }
        if (SaysResolved(recorded))
            _saidOver[IncidentKey.Of(recorded.Event)] = recorded;
        SayOpen();
    }

    private void LookForMissed()
    {
        foreach (var recorded in _events.Query(new EventFilter { FromSeq = _missedFrom, Where = SaysResolved }))
            _saidOver[IncidentKey.Of(recorded.Event)] = recorded;
        SayOpen();
    }

    private void SayOpen()
    {
        if (_pending is not null)
            return;
        var state = State;
        var decided = IncidentsRules.Decide(state, _settings, Now);
        foreach (var (key, said) in _saidOver)
        {
            // It may come before its incident is on record.
            if (state.Unsaid.TryGetValue(key, out var unsaid) && unsaid.Last.Seq < said.Seq)
                continue;
            _saidOver.Remove(key);
            var ended = IncidentsRules.DecideSaid(state, said, Now);
            decided = new Decision<IEvent>([.. decided.Events, .. ended.Events]);
        }
        Say(decided);
    }

    private void Say(Decision<IEvent> decision)
    {
        if (_pending is not null || decision.Events.Count == 0)
            return;
        _pending = new object();
        _journal.Tell(new JournalProtocol.Append([.. decision.Events.Cast<ISaid>().Select(Note)], _pending), Self);
    }

    private Event Note(ISaid said)
    {
        var note = IncidentCodec.Write(said, State.All.GetValueOrDefault(said.Id));
        return _shell.Note(
            note.Type,
            IncidentCodec.Source,
            note.Severity,
            note.Payload,
            traceId: note.TraceId,
            causeId: note.Cause?.Value
        ) with
        {
            Id = note.Id,
            HasSuppliedId = true,
            Timestamp = note.AtWall,
        };
    }

    private void Acknowledge(AcknowledgeIncident said)
    {
        var decision = IncidentsRules.Acknowledge(State, said, Now);
        if (decision.Refusal is { } refusal)
            Sender.Tell(new Answer(State.All.GetValueOrDefault(said.Id), refusal));
        else
            _journal.Tell(JournalProtocol.Append.One(Note((ISaid)decision.Events[0]), new Asked(said.Id, Sender)), Self);
    }

    // What was asked before this actor started again is for nobody.
    private void Finish(object? tag, Refusal? refusal)
    {
        if (tag is Asked asked)
            asked.By.Tell(new Answer(State.All.GetValueOrDefault(asked.Id), refusal));
        else if (!ReferenceEquals(tag, _pending))
            return;
        else if (refusal is not null)
            Timers.StartSingleTimer("again", SayOn.Instance, Pause);
        else
        {
            _pending = null;
            SayOpen();
        }
    }

    private sealed record Asked(IncidentId Id, IActorRef By);

    private sealed record LookForQuiet
    {
        public static readonly LookForQuiet Instance = new();
    }

    private sealed record LookBehind
    {
        public static readonly LookBehind Instance = new();
    }

    private sealed record SayOn
    {
        public static readonly SayOn Instance = new();
    }
}
