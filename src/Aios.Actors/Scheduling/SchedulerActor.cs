using Aios.Actors.Spine;
using Aios.Journal.Log;
using Aios.Loop.Effects;
using Aios.Loop.Ports;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Scheduling;

/// <summary>Hands events to the reactor and slots to runs, in the order that the rules give; keeps the checkpoint.</summary>
internal sealed partial class SchedulerActor : ReceiveActor, IWithTimers
{
    private const int RecordsPerAppend = 500;

    /// <summary>Events that were handed over and whose run has no slot yet.</summary>
    private readonly Dictionary<long, QueuedEvent> _unbegun = [];
    private readonly Dictionary<RunId, (IActorRef Ref, long EventSeq)> _waiting = [];

    /// <summary>With the reactor and not settled: a reactor that starts again has forgotten them.</summary>
    private readonly SortedDictionary<long, RecordedEvent> _handedOver = [];

    // Places of events that left the queue unanswered while no record says so.
    private readonly SortedSet<long> _unrecorded = [];
    private SchedulerParts _parts;
    private SchedulingState _state;
    private TypeIndex _index;

    private IActorRef _reactor = ActorRefs.Nobody;
    private long _storedCheckpoint;
    private bool _storing;
    private bool _ending;

    public SchedulerActor(SchedulerParts parts)
    {
        _parts = parts = parts with { Settings = parts.Newest?.Invoke() ?? parts.Settings };
        _index = parts.Index();
        _storedCheckpoint = parts.Cursors.Read(Reader);
        _newest = Math.Max(_storedCheckpoint, parts.Memory.Current.Seq);
        _reading = new SchedulerReading(parts.Log);
        _state = SchedulingState.Begin(_storedCheckpoint, parts.Memory.Current.Queue, _reading.Over(_storedCheckpoint), parts.Shell.Now);
        ReceiveIntake();
        Receive<AdoptIndex>(adopt => _index = adopt.Index);
        Receive<MeetReactor>(meet =>
        {
            _reactor = meet.Reactor;
            foreach (var recorded in _handedOver.Values)
                _reactor.TellSurely(new ReactingProtocol.React(recorded), Self);
            Dispatch();
        });
        Receive<SettleEvent>(settle =>
        {
            _handedOver.Remove(settle.Seq);
            if (!settle.StartsRun)
                _unbegun.Remove(settle.Seq);
            Decide(SchedulingRules.Settle(_state, settle.Seq));
        });
        Receive<RequestSlot>(request =>
        {
            _waiting[request.Run] = (Sender, request.EventSeq);
            Decide(SlotRules.Request(_state, _parts.Settings, request, _parts.Shell.Now, _unbegun.GetValueOrDefault(request.EventSeq)));
        });
        Receive<ReleaseSlot>(release => ReleaseOne(release.Run));
        Receive<Tick>(_ => Beat());
        Receive<JournalProtocol.Appended>(done =>
        {
            if (done.Tag is Saying saying)
                Said(saying, done);
            else
                HandOver((Batch)done.Tag!);
        });
        Receive<JournalProtocol.AppendFailed>(failed =>
        {
            if (failed.Tag is Saying saying)
                Unsaid(saying, failed);
            else
                Timers.StartSingleTimer(failed.Tag!, new TryAgain((Batch)failed.Tag!), TimeSpan.FromSeconds(1));
        });
        Receive<TryAgain>(again => Append(again.Batch));
        Receive<CheckpointStored>(stored => (_storing, _storedCheckpoint) = (false, Math.Max(_storedCheckpoint, stored.Seq)));
        Receive<Status.Failure>(_ => _storing = false);
        Receive<GetQueue>(_ => Sender.Tell(View()));
        Receive<DrainProtocol.StopHandingOut>(_ => StartDrain());
        ReceiveControl();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        // What was recorded before this start and not settled; records that arrive meanwhile wait in the mailbox and are known by their number.
        while (_isBehind && QueueRules.HasRoom(_state, _parts.Settings) && ReadSome()) { }
        Timers.StartPeriodicTimer("tick", Tick.Instance, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        Context.System.EventStream.Publish(new StartedAgain());
    }

    protected override void PostStop() => _reading.Dispose();

    private void ReleaseOne(RunId run)
    {
        _waiting.Remove(run);
        Decide(SlotRules.Release(_state, run));
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
        List<Decided>? decided = null;
        foreach (var fact in decision.Events)
        {
            _state = _state.Apply(fact);
            if (Decided.Of(fact) is { } about)
                (decided ??= []).Add(about);
            switch (fact)
            {
                case EventDispatched { Entry: var entry }:
                    _unbegun[entry.Seq] = entry;
                    break;
                case StartShed shed:
                    GiveUp(shed);
                    break;
                case SlotGranted granted when _waiting.Remove(granted.Run, out var run):
                    run.Ref.TellSurely(granted, Self);
                    var now = _parts.Shell.Now;
                    if (_unbegun.Remove(run.EventSeq, out var entered))
                        Context.System.EventStream.Publish(new EventStarted(run.EventSeq, _state.TimeOf(now) - entered.Arrived, now));
                    break;
            }
        }
        if (decided is not null)
            Record(decided);
    }

    private void Dispatch()
    {
        if (!_reactor.IsNobody() && !_ending)
            Apply(SchedulingRules.Dispatch(_state, _parts.Settings, _parts.Shell.Now));
        ReadSoon();
    }

    private void Grant()
    {
        if (!_ending)
            Apply(SlotRules.Grant(_state, _parts.Settings, _parts.Shell.Now, _parts.IsHeld));
    }

    /// <summary>The asker gets the answer when all of it is on record.</summary>
    private void Record(IReadOnlyList<Decided> decided, IActorRef? asker = null, object? answer = null)
    {
        foreach (var about in decided)
            if (about.Action != QueueRecord.Dispatch && about.Place > _storedCheckpoint)
                _unrecorded.Add(about.Place);
        for (var from = 0; from < decided.Count; from += RecordsPerAppend)
        {
            var isLast = from + RecordsPerAppend >= decided.Count;
            Append(new Batch([.. decided.Skip(from).Take(RecordsPerAppend)], isLast ? asker : null, isLast ? answer : null));
        }
    }

    private void Append(Batch batch) =>
        _parts.Journal.TellSurely(
            new JournalProtocol.Append([.. batch.Decided.Select(decided => SchedulerNotes.Of(_parts.Shell, decided))], batch),
            Self
        );

    // Only what is on record is handed over, and only behind it the checkpoint moves.
    private void HandOver(Batch batch)
    {
        foreach (var decided in batch.Decided)
        {
            _unrecorded.Remove(decided.Place);
            if (decided.Action != QueueRecord.Dispatch)
                continue;
            _handedOver[decided.Target.Seq] = decided.Target;
            _reactor.TellSurely(new ReactingProtocol.React(decided.Target), Self);
        }
        batch.Asker?.Tell(batch.Answer!);
    }

    // Its event is shed, so the run that was planned for it does not begin any more.
    private void GiveUp(StartShed shed)
    {
        var (run, seq) = (shed.Request.Run, shed.Request.EventSeq);
        if (_waiting.Remove(run, out var waiting))
            waiting.Ref.TellSurely(
                new RunProtocol.CancelRun(run, QueueStanding.Source, "no slot became free within the bound of its event"),
                ActorRefs.NoSender
            );
        var waitedMs = _unbegun.Remove(seq, out var entry) ? shed.WaitedMs + shed.Request.Arrived - entry.Arrived : shed.WaitedMs;
        if ((entry?.Recorded ?? _reading.Find(seq)) is { } target)
            Record([new Decided(target, QueueRecord.Shed, "bound", 0, waitedMs, entry?.Place ?? seq)]);
    }

    private void Beat()
    {
        Apply(SlotRules.Expire(_state, _parts.Shell.Now, _parts.IsHeld));
        Forget();
        LookForMissing();
        Dispatch();
        Grant();
        var checkpoint = Checkpoint;
        if (_storing || checkpoint <= _storedCheckpoint)
            return;
        _storing = true;
        _parts.Cursors.Write(Reader, checkpoint).PipeTo(Self, success: () => new CheckpointStored(checkpoint));
    }

    // A run that begins later than this waited for a person, not for the queue.
    private void Forget()
    {
        var time = _state.TimeOf(_parts.Shell.Now);
        foreach (var (seq, entry) in _unbegun)
            if (entry.DeadlineAt < time && !_state.HandedOver.ContainsKey(seq))
                _unbegun.Remove(seq);
    }

    private void StartDrain()
    {
        var asker = Sender;
        _ending = true;
        Beat();
        asker.Tell(new DrainProtocol.Draining(_state.Running.Count, Checkpoint));
    }

    private long Checkpoint => _unrecorded.Count == 0 ? _state.Checkpoint : Math.Min(_state.Checkpoint, _unrecorded.Min - 1);

    private Queue View()
    {
        var time = _state.TimeOf(_parts.Shell.Now);
        return new Queue(
            [.. _state.Lanes.Select(lane => lane.Count)],
            [.. _state.Lanes.Select(lane => lane.First is { } first ? time - first.Arrived : 0)],
            [.. _state.Lanes.SelectMany(lane => lane).Take(100)],
            [.. _state.Requests.SelectMany(lane => lane).Take(100)],
            [.. _state.Running.Values],
            _parts.Settings.MaxConcurrent,
            Checkpoint,
            _state.LastSeen,
            _state.Passed,
            _state.Dispatched,
            _state.Shed
        )
        {
            Standing = _state.Standing,
            Policy = _parts.Settings.Policy,
            Superseded = _state.Superseded,
            Cancelled = _state.Cancelled,
            InLog = Math.Max(0, _newest - _state.LastSeen),
        };
    }

    public sealed record MeetReactor(IActorRef Reactor);

    /// <summary>Told to whoever listens: what was asked for before is forgotten and has to be asked for again.</summary>
    public sealed record StartedAgain;

    private sealed record Batch(IReadOnlyList<Decided> Decided, IActorRef? Asker, object? Answer);

    private sealed record TryAgain(Batch Batch);

    private sealed record CheckpointStored(long Seq);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
