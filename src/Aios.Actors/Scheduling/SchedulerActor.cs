using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Scheduling;

/// <summary>Hands events to the reactor and slots to runs, in the order that the rules give; keeps the checkpoint.</summary>
internal sealed class SchedulerActor : ReceiveActor, IWithTimers
{
    /// <summary>Events whose run has no slot yet, and since when they wait.</summary>
    private readonly Dictionary<long, long> _arrivals = [];
    private readonly Dictionary<RunId, (IActorRef Ref, long EventSeq)> _waiting = [];

    /// <summary>With the reactor and not settled: a reactor that starts again has forgotten them.</summary>
    private readonly SortedDictionary<long, RecordedEvent> _handedOver = [];
    private readonly SchedulerParts _parts;
    private SchedulingState _state;
    private TypeIndex _index;
    private IActorRef _reactor = ActorRefs.Nobody;
    private long _storedCheckpoint;
    private bool _storing;
    private bool _draining;

    public SchedulerActor(SchedulerParts parts)
    {
        _parts = parts;
        _index = parts.Index();
        _storedCheckpoint = parts.Cursors.Read(Reader);
        _state = SchedulingState.Empty with { LastSeen = _storedCheckpoint };
        Receive<RecordedEvent>(recorded => Admit(recorded));
        Receive<AdoptIndex>(adopt => _index = adopt.Index);
        Receive<MeetReactor>(meet =>
        {
            _reactor = meet.Reactor;
            foreach (var recorded in _handedOver.Values)
                _reactor.Tell(new ReactingProtocol.React(recorded));
            Dispatch();
        });
        Receive<SettleEvent>(settle =>
        {
            _handedOver.Remove(settle.Seq);
            if (!settle.StartsRun)
                _arrivals.Remove(settle.Seq);
            Decide(SchedulingRules.Settle(_state, settle.Seq));
        });
        Receive<RequestSlot>(request =>
        {
            _waiting[request.Run] = (Sender, request.EventSeq);
            Decide(SchedulingRules.Request(_state, request, _parts.Shell.Now));
        });
        Receive<ReleaseSlot>(release => ReleaseOne(release.Run));
        Receive<Tick>(_ => Beat());
        Receive<JournalProtocol.Appended>(done => HandOver((Decided)done.Tag!));
        Receive<JournalProtocol.AppendFailed>(failed =>
            Timers.StartSingleTimer(failed.Tag!, new TryAgain((Decided)failed.Tag!), TimeSpan.FromSeconds(1))
        );
        Receive<TryAgain>(again => Record(again.Decided));
        Receive<CheckpointStored>(stored => (_storing, _storedCheckpoint) = (false, Math.Max(_storedCheckpoint, stored.Seq)));
        Receive<Status.Failure>(_ => _storing = false);
        Receive<GetQueue>(_ => Sender.Tell(View()));
        Receive<DrainProtocol.StopHandingOut>(_ => StartDrain());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        // What was recorded before this start and not settled; records that arrive meanwhile wait in the mailbox and are known by their number.
        foreach (var recorded in _parts.Log.From(_storedCheckpoint + 1))
            Admit(recorded);
        Timers.StartPeriodicTimer("tick", Tick.Instance, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.System.EventStream.Publish(new StartedAgain());
    }

    private void Admit(RecordedEvent recorded) =>
        Decide(SchedulingRules.Admit(_state, _parts.Settings, _index, recorded, _parts.Shell.Now));

    private void ReleaseOne(RunId run)
    {
        _waiting.Remove(run);
        Decide(SchedulingRules.Release(_state, run));
    }

    private void Decide(Decision<IEvent> decision)
    {
        Apply(decision);
        if (decision.Events.Count == 1 && decision.Events[0] is EventPassed)
            return;
        Dispatch();
        Grant();
    }

    private void Apply(Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
        {
            var before = _state;
            _state = _state.Apply(fact);
            switch (fact)
            {
                case EventDispatched dispatched:
                    var entry = before.Lanes[(int)dispatched.Priority].Peek();
                    _arrivals[entry.Seq] = entry.Arrived;
                    Record(new Decided(entry.Recorded, "dispatch", "next in order", dispatched.Position, dispatched.WaitedMs));
                    break;
                case EventShed shed:
                    Record(new Decided(null, "shed", shed.Reason, 0, shed.WaitedMs, shed.Seq, shed.Priority));
                    break;
                case SlotGranted granted when _waiting.Remove(granted.Run, out var run):
                    run.Ref.Tell(granted);
                    var now = _parts.Shell.Now;
                    if (_arrivals.Remove(run.EventSeq, out var arrived))
                        Context.System.EventStream.Publish(new EventStarted(run.EventSeq, now.Monotonic - arrived, now));
                    break;
            }
        }
    }

    private void Dispatch()
    {
        if (!_reactor.IsNobody() && !_draining)
            Apply(SchedulingRules.Dispatch(_state, _parts.Settings, _parts.Shell.Now));
    }

    private void Grant()
    {
        if (!_draining)
            Apply(SchedulingRules.Grant(_state, _parts.Settings, _parts.Shell.Now, _parts.IsHeld));
    }

    private void Record(Decided decided)
    {
        var target = decided.Recorded?.Event;
        var payload = LooseJson.Object(
            ("action", decided.Action),
            ("event", target?.Id.Value),
            ("event_seq", decided.Recorded?.Seq ?? decided.ShedSeq),
            ("event_type", target?.Type),
            ("reason", decided.Reason),
            ("queue_position", decided.Position),
            ("waited_ms", decided.WaitedMs)
        );
        var type = decided.Reason == "queue-full" ? EventTypes.SchedulerQueueFull : EventTypes.SchedulerDecision;
        var severity = decided.Action == "shed" ? Severity.Warn : Severity.Info;
        var note = _parts.Shell.Note(type, "aios/scheduler", severity, payload, target);
        _parts.Journal.Tell(JournalProtocol.Append.One(note, decided), Self);
    }

    // Only what is on record is handed over.
    private void HandOver(Decided decided)
    {
        if (decided.Recorded is not { } recorded)
            return;
        _handedOver[recorded.Seq] = recorded;
        _reactor.Tell(new ReactingProtocol.React(recorded));
    }

    private void Beat()
    {
        Dispatch();
        Grant();
        var checkpoint = _state.Checkpoint;
        if (_storing || checkpoint <= _storedCheckpoint)
            return;
        _storing = true;
        _parts.Cursors.Write(Reader, checkpoint).PipeTo(Self, success: () => new CheckpointStored(checkpoint));
    }

    private void StartDrain()
    {
        var asker = Sender;
        _draining = true;
        Beat();
        asker.Tell(new DrainProtocol.Draining(_state.Running.Count, _state.Checkpoint));
    }

    private Queue View()
    {
        var now = _parts.Shell.Now.Monotonic;
        return new Queue(
            [.. _state.Depth],
            [.. _state.Lanes.Select(lane => lane.IsEmpty ? 0 : now - lane.Peek().Arrived)],
            [.. _state.Lanes.SelectMany(lane => lane).Take(100)],
            [.. _state.Requests.SelectMany(lane => lane).Take(100)],
            [.. _state.Running.Values],
            _parts.Settings.MaxConcurrent,
            _state.Checkpoint,
            _state.LastSeen,
            _state.Passed,
            _state.Dispatched,
            _state.Shed
        );
    }

    public sealed record MeetReactor(IActorRef Reactor);

    /// <summary>Told to whoever listens: what was asked for before is forgotten and has to be asked for again.</summary>
    public sealed record StartedAgain;

    private sealed record Decided(
        RecordedEvent? Recorded,
        string Action,
        string Reason,
        int Position,
        long WaitedMs,
        long ShedSeq = 0,
        Priority Priority = Priority.P3
    );

    private sealed record TryAgain(Decided Decided);

    private sealed record CheckpointStored(long Seq);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}

/// <param name="Index">The types that are asked for at this start.</param>
internal sealed record SchedulerParts(
    SchedulingSettings Settings,
    Shell Shell,
    IActorRef Journal,
    ICursorStore Cursors,
    EventLogReader Log,
    Func<TypeIndex> Index
)
{
    /// <summary>The run gets no slot for now; it keeps its place.</summary>
    public Func<RunId, bool> IsHeld { get; init; } = _ => false;
}
