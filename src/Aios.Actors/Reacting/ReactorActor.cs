using Aios.Actors.Effects;
using Aios.Actors.Safety;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
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
            if (OrderCodec.EnabledBy(recorded.Event) is { } enabled)
                _state = _state.Apply(new RestsEnded(enabled));
            if (RunCodec.IsReopening(recorded.Event) && parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is { } again)
                _state = _state.Apply(new RunReopened(again.Plan));
            if (!RunCodec.IsEnd(recorded.Event) || parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is not { } run)
                return;
            _state = _state.Apply(new RunClosed(run.Plan.Id, run.Plan.Playbook, run.Phase));
            Next();
        });
        // An answer to what was asked before this actor started again is for nobody: the scheduler hands the event over again.
        Receive<JournalProtocol.Appended>(done => ReferenceEquals(done.Tag, _pending), _ => Finish());
        Receive<JournalProtocol.AppendFailed>(failed => ReferenceEquals(failed.Tag, _pending), Delay);
        Receive<TryAgain>(_ => Write());
        Receive<Wake>(_ => Next());
        Receive<SchedulerActor.StartedAgain>(_ => Meet());
        Receive<RunProtocol.Answered>(told =>
        {
            if (told.Refusal is { } refusal)
                _log.Info("A run that was to make room for another: {0}", refusal);
        });
        Receive<OrdersKnown>(_ => Next());
        Receive<GetPlaybooks>(_ => Sender.Tell(View()));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SchedulerActor.StartedAgain));
        Context.System.EventStream.Subscribe(Self, typeof(OrdersKnown));
        Meet();
        // Runs that were to make room may not have heard of it; windows may be over since.
        foreach (var held in _state.Waiting.ByTarget.Values.SelectMany(each => each))
            Cancel(held);
        Self.Tell(Wake.Instance);
    }

    private void Meet() => _parts.Scheduler.Tell(new SchedulerActor.MeetReactor(Self));

    // What is due goes before what comes in: a window that is over must not take another event.
    private void Next()
    {
        // What people ordered is not known in the first moments: nothing is decided without it.
        while (_pending is null && _parts.Safety.IsKnown && Take() is { } pending)
        {
            _pending = pending;
            Write();
        }
        if (_state.Windows.Due is [var due, ..])
            Timers.StartSingleTimer("wake", Wake.Instance, TimeSpan.FromMilliseconds(Math.Max(1, due.AtWall - _parts.Shell.Now.Wall)));
    }

    private ReactingState Guarded => _state with { Guard = _parts.Safety.Guard(_parts.Memory.Current.Safety) };

    private Pending? Take()
    {
        var now = _parts.Shell.Now;
        if (_state.Windows.Due is [var due, ..] && due.AtWall <= now.Wall)
        {
            var window = _state.Windows.Find(due.Playbook, due.Group)!;
            var end = new WindowsMoved([WindowRules.End(due.Playbook, due.Group, window)]);
            return Late(window.LastSeq, end, cause => ReactingRules.EndWindow(Guarded, _catalog, due, cause, now));
        }
        if (ReactingRules.NextToResume(_state) is { } held)
        {
            var end = new EventReleased(held.EventSeq, held.Playbook, "it is not in the log");
            return Late(held.EventSeq, end, cause => ReactingRules.Resume(Guarded, _catalog, held, cause, now));
        }
        return _waiting.TryDequeue(out var recorded)
            ? new Pending(recorded, ReactingRules.React(Guarded, _catalog, recorded, now), WasHandedOver: true)
            : null;
    }

    private Pending? Late(long seq, IEvent end, Func<RecordedEvent, Decision<IEvent>> decide)
    {
        if (_parts.Find(seq) is { } cause)
            return new Pending(cause, decide(cause), WasHandedOver: false);
        _log.Error("Event {0} is to be answered now and is not in the log: nobody answers it.", seq);
        _state = _state.Apply(end);
        Self.Tell(Wake.Instance);
        return null;
    }

    private void Write()
    {
        var (cause, decision, _) = _pending!;
        var events = decision.Events.SelectMany(fact => ReactorNotes.Of(_parts.Shell, cause, fact)).ToArray();
        _parts.Journal.Tell(new JournalProtocol.Append(events, _pending), Self);
    }

    private void Finish()
    {
        var (cause, decision, wasHandedOver) = _pending!;
        _pending = null;
        foreach (var fact in decision.Events)
        {
            _state = _state.Apply(fact);
            if (fact is EventHeld { Held: var held })
                Cancel(held);
        }
        // Also when it was planned before: this actor may have ended between the record and the start. A run that goes on is not disturbed.
        foreach (var run in _parts.Memory.Current.ActiveRuns.Values.Where(run => run.Plan.EventSeq == cause.Seq))
            _parts.Runs.Tell(new StartRun(run.Plan.Id), Self);
        if (!wasHandedOver)
        {
            Next();
            return;
        }
        // A run that waits for people, or does nothing, is no wait for a slot.
        var startsRun = decision.Events.OfType<Matched>().Any(matched => matched.Plan.StartsAtOnce);
        _parts.Scheduler.Tell(new SchedulingProtocol.SettleEvent(cause.Seq, startsRun));
        Next();
    }

    private void Cancel(HeldEvent held)
    {
        if (held.Cancels is { } run && _state.Active.ContainsKey(run))
            _parts.Runs.Tell(
                new RunProtocol.CancelRun(
                    run,
                    $"playbook {held.Playbook}",
                    $"event {held.EventSeq} came, and the playbook cancels what is old"
                ),
                Self
            );
    }

    // A plan too long for one record can never be written: the event is settled and a person told; a full disk passes.
    private void Delay(JournalProtocol.AppendFailed failed)
    {
        if (failed.IsRetryable)
        {
            Timers.StartSingleTimer("again", TryAgain.Instance, TimeSpan.FromSeconds(1));
            return;
        }
        var (cause, decision, wasHandedOver) = _pending!;
        _log.Error("Event {0} cannot be answered: {1}", cause.Seq, failed.Why);
        if (wasHandedOver)
            _parts.Scheduler.Tell(new SchedulingProtocol.SettleEvent(cause.Seq, false));
        else
            // Else it would be due again at once.
            _state = decision
                .Events.Where(fact => fact is WindowsMoved or EventReleased)
                .Aggregate(_state, (state, fact) => state.Apply(fact));
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

    private Playbooks View()
    {
        var now = _parts.Shell.Now.Wall;
        return new Playbooks([
            .. _catalog.Playbooks.Select(playbook => new PlaybookView(
                playbook,
                _state.TallyOf(playbook.Id),
                _state.CoolUntil.Count(pair => pair.Key.Playbook == playbook.Id && pair.Value > now)
            )
            {
                Standing = _parts.Safety.StandingOf(PlaybookGuard.FactsOf(playbook)),
            }),
        ]);
    }

    private sealed record Pending(RecordedEvent Cause, Decision<IEvent> Decision, bool WasHandedOver);

    private sealed record TryAgain
    {
        public static readonly TryAgain Instance = new();
    }

    private sealed record Wake
    {
        public static readonly Wake Instance = new();
    }
}
