using Aios.Actors.Effects;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Actors.Reacting;

/// <summary>Answers events one after the other: decide, put plan and reasons on record, then start the run. It has no children.</summary>
internal sealed class ReactorActor : ReceiveActor, IWithTimers
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<RecordedEvent> _waiting = new();
    private readonly ReactorParts _parts;
    private ReactingState _state;
    private Catalog _catalog;
    private Pending? _pending;

    public ReactorActor(ReactorParts parts)
    {
        _parts = parts;
        _catalog = parts.Catalog();
        // Subscribed before the memory is read: what ends in between is heard twice, never missed.
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        _state = parts.Memory.Current.Reacting;
        Receive<React>(react =>
        {
            _waiting.Enqueue(react.Recorded);
            Next();
        });
        Receive<AdoptPlaybooks>(Adopt);
        Receive<RecordedEvent>(recorded =>
        {
            if (RunCodec.IsEnd(recorded.Event) && parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is { } run)
                _state = _state.Apply(new RunClosed(run.Plan.Id, run.Plan.Playbook, run.Phase));
            else if (RunCodec.IsReopening(recorded.Event) && parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is { } again)
                _state = _state.Apply(new RunReopened(again.Plan));
        });
        // An answer to what was asked before this actor started again is for nobody: the scheduler hands the event over again.
        Receive<JournalProtocol.Appended>(done => ReferenceEquals(done.Tag, _pending), _ => Finish());
        Receive<JournalProtocol.AppendFailed>(failed => ReferenceEquals(failed.Tag, _pending), Delay);
        Receive<TryAgain>(_ => Write());
        Receive<SchedulerActor.StartedAgain>(_ => Meet());
        Receive<GetPlaybooks>(_ => Sender.Tell(View()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SchedulerActor.StartedAgain));
        Meet();
    }

    private void Meet() => _parts.Scheduler.Tell(new SchedulerActor.MeetReactor(Self));

    private void Next()
    {
        while (_pending is null && _waiting.TryDequeue(out var recorded))
        {
            var decision = ReactingRules.React(_state, _catalog, recorded, _parts.Shell.Now);
            _pending = new Pending(recorded, decision);
            Write();
        }
    }

    private void Write()
    {
        var (cause, decision) = _pending!;
        var events = new List<Event>();
        foreach (var fact in decision.Events)
            switch (fact)
            {
                case Matched matched:
                    events.Add(Note(EventTypes.ReactorMatched, cause, decision.Record!, matched.Plan.Id));
                    events.Add(_parts.Shell.Note(matched.Plan, new RunProtocol.Planned(matched.Plan, matched.AtWall)));
                    break;
                case Skipped skipped:
                    events.Add(Note(EventTypes.ReactorSkipped, cause, skipped.Record, null));
                    break;
            }
        _parts.Journal.Tell(new JournalProtocol.Append(events, _pending), Self);
    }

    private void Finish()
    {
        var (cause, decision) = _pending!;
        _pending = null;
        foreach (var fact in decision.Events)
            _state = _state.Apply(fact);
        // Also when it was planned before: this actor may have ended between the record and the start. A run that goes on is not disturbed.
        if (_state.PlannedFor.TryGetValue(cause.Seq, out var run) && _parts.Memory.Current.ActiveRuns.ContainsKey(run))
            _parts.Runs.Tell(new StartRun(run), Self);
        // A run that waits for people, or does nothing, is no wait for a slot.
        var startsRun = decision.Events.OfType<Matched>().Any(matched => matched.Plan.StartsAtOnce);
        _parts.Scheduler.Tell(new SchedulingProtocol.SettleEvent(cause.Seq, startsRun));
        Next();
    }

    // A plan too long for one record can never be written: the event is settled and a person told; a full disk passes.
    private void Delay(JournalProtocol.AppendFailed failed)
    {
        if (failed.IsRetryable)
        {
            Timers.StartSingleTimer("again", TryAgain.Instance, TimeSpan.FromSeconds(1));
            return;
        }
        _log.Error("Event {0} cannot be answered: {1}", _pending!.Cause.Seq, failed.Why);
        _parts.Scheduler.Tell(new SchedulingProtocol.SettleEvent(_pending.Cause.Seq, false));
        _pending = null;
        Next();
    }

    private void Adopt(AdoptPlaybooks adopt)
    {
        _catalog = adopt.Catalog;
        _parts.Scheduler.Tell(new SchedulingProtocol.AdoptIndex(_catalog.Index));
        _log.Info(
            "{0} playbooks are loaded, {1} of them enabled.",
            _catalog.Playbooks.Count,
            _catalog.Playbooks.Count(playbook => playbook.Enabled)
        );
    }

    private Event Note(string type, RecordedEvent cause, DecisionRecord record, RunId? run) =>
        _parts.Shell.Note(
            type,
            "aios/reactor",
            Severity.Info,
            LooseJson.Object(
                ("event", cause.Event.Id.Value),
                ("event_seq", cause.Seq),
                ("event_type", cause.Event.Type),
                ("playbook", record.Chosen),
                ("run", run?.Value),
                ("reason", record.Rationale),
                ("confidence", record.Confidence),
                ("policy", record.Policy),
                (
                    "options",
                    record.Options.Select(option =>
                        (object)LooseJson.Object(("name", option.Name), ("score", option.Score), ("reason", option.Reason))
                    )
                )
            ),
            cause.Event
        );

    private Playbooks View()
    {
        var now = _parts.Shell.Now.Wall;
        return new Playbooks([
            .. _catalog.Playbooks.Select(playbook => new PlaybookView(
                playbook,
                _state.TallyOf(playbook.Id),
                _state.CoolUntil.Count(pair => pair.Key.Playbook == playbook.Id && pair.Value > now)
            )),
        ]);
    }

    private sealed record Pending(RecordedEvent Cause, Decision<IEvent> Decision);

    private sealed record TryAgain
    {
        public static readonly TryAgain Instance = new();
    }
}

/// <param name="Catalog">The playbooks as they are loaded when the reactor starts, or starts again.</param>
internal sealed record ReactorParts(
    Shell Shell,
    Memory Memory,
    IActorRef Journal,
    IActorRef Scheduler,
    IActorRef Runs,
    Func<Catalog> Catalog
);
