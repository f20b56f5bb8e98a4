using Aios.Actors.Effects;
using Aios.Actors.Safety;
using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Actors.Reacting;

/// <summary>
/// Answers events one after the other: decide, put plan and reasons on record, then start the run. Those that came while the disk was at work
/// go on record together, each decided upon what those before it decided. It has no children.
/// </summary>
internal sealed class ReactorActor : ReceiveActor, IWithTimers
{
    private const int MostAtOnce = 32;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private Queue<RecordedEvent> _waiting = new();
    private readonly ReactorParts _parts;
    private ReactingState _state = ReactingState.Empty;
    private Hearing _hearing = new(0);
    private bool _hasMissed;
    private Catalog _catalog;
    private IReadOnlyList<Answered>? _pending;

    // So many of the next answers go on record each by itself: one of them is none that can be written.
    private int _alone;

    public ReactorActor(ReactorParts parts)
    {
        _parts = parts;
        _catalog = parts.Catalog();
        // Subscribed before the memory is read: what ends in between is heard twice, never missed.
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        Remember();
        Receive<React>(react =>
        {
            _waiting.Enqueue(react.Recorded);
            // It was published long before it was handed over.
            _hasMissed |= _hearing.Misses(react.Recorded.Seq);
            Next();
        });
        Receive<AdoptPlaybooks>(Adopt);
        Receive<RecordedEvent>(recorded =>
        {
            if (recorded.Seq <= _hearing.Newest)
                return;
            if (_hasMissed |= _hearing.Hear(recorded.Seq))
            {
                Next();
                return;
            }
            if (OrderCodec.EnabledBy(recorded.Event) is { } enabled)
                _state = _state.Apply(new RestsEnded(enabled));
            if (RunCodec.IsReopening(recorded.Event) && parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is { } again)
                _state = _state.Apply(new RunReopened(again.Plan));
            if (!RunCodec.IsEnd(recorded.Event) || parts.Memory.Current.Find(RunCodec.RunOf(recorded.Event)) is not { } run)
                return;
            _state = _state.Apply(new RunClosed(run.Plan.Id, run.Plan.Playbook, run.Phase, run.IsShed));
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
        // An earlier life may have ended between a plan's record and the start of its run. A run that goes on is not disturbed.
        foreach (var run in _parts.Memory.Current.ActiveRuns.Values.OrderBy(run => run.Plan.EventSeq))
            _parts.Runs.TellSurely(new StartRun(run.Plan.Id), Self);
        // Runs that were to make room may not have heard of it; windows may be over since.
        foreach (var held in _state.Waiting.ByTarget.Values.SelectMany(each => each))
            Cancel(held);
        Self.TellSurely(Wake.Instance, Self);
    }

    private void Remember()
    {
        var memory = _parts.Memory.Current;
        (_state, _hearing, _hasMissed) = (memory.Reacting, new Hearing(memory.Seq), false);
    }

    private void Meet() => _parts.Scheduler.TellSurely(new SchedulerActor.MeetReactor(Self), Self);

    // What is due goes before what comes in: a window that is over must not take another event.
    private void Next()
    {
        // What ended among the records that never came is in the memory, as is all that was decided here, save for what is on its way there.
        if (_hasMissed && _pending is null)
            Remember();
        // What people ordered is not known in the first moments: nothing is decided without it.
        if (_pending is null && _parts.Safety.IsKnown && TakeSome() is { Count: > 0 } taken)
        {
            _pending = taken;
            Write();
        }
        if (_state.Windows.Due is [var due, ..])
            Timers.StartSingleTimer("wake", Wake.Instance, TimeSpan.FromMilliseconds(Math.Max(1, due.AtWall - _parts.Shell.Now.Wall)));
    }

    private List<Answered> TakeSome()
    {
        var (state, safety) = (_state, _parts.Memory.Current.Safety);
        var (taken, most) = (new List<Answered>(), _alone > 0 ? 1 : MostAtOnce);
        while (taken.Count < most && Take(state with { Guard = _parts.Safety.Guard(safety) }) is { } answered)
        {
            taken.Add(answered);
            foreach (var fact in answered.Decision.Events)
            {
                state = state.Apply(fact);
                // Not on record yet, and counted all the same: no bound is passed by many events at once.
                if (fact is Matched matched && SafetyProtocol.Of(matched.Plan, matched.AtWall) is { } began)
                    safety = safety.Apply(began);
            }
        }
        return taken;
    }

    private Answered? Take(ReactingState state)
    {
        var now = _parts.Shell.Now;
        if (state.Windows.Due is [var due, ..] && due.AtWall <= now.Wall)
        {
            var window = state.Windows.Find(due.Playbook, due.Group)!;
            var end = new WindowsMoved([WindowRules.End(due.Playbook, due.Group, window)]);
            return Late(window.LastSeq, end, cause => ReactingRules.EndWindow(state, _catalog, due, cause, now));
        }
        if (ReactingRules.NextToResume(state) is { } held)
        {
            var end = new EventReleased(held.EventSeq, held.Playbook, "it is not in the log");
            return Late(held.EventSeq, end, cause => ReactingRules.Resume(state, _catalog, held, cause, now));
        }
        return _waiting.TryDequeue(out var recorded)
            ? new Answered(recorded, ReactingRules.React(state, _catalog, recorded, now), WasHandedOver: true)
            : null;
    }

    private Answered? Late(long seq, IEvent end, Func<RecordedEvent, Decision<IEvent>> decide)
    {
        if (_parts.Find(seq) is { } cause)
            return new Answered(cause, decide(cause), WasHandedOver: false);
        _log.Error("Event {0} is to be answered now and is not in the log: nobody answers it.", seq);
        _state = _state.Apply(end);
        Self.TellSurely(Wake.Instance, Self);
        return null;
    }

    private void Write()
    {
        var events = _pending!.SelectMany(each => each.Decision.Events.SelectMany(fact => ReactorNotes.Of(_parts.Shell, each.Cause, fact)));
        _parts.Journal.TellSurely(new JournalProtocol.Append([.. events], _pending), Self);
    }

    private void Finish()
    {
        var done = _pending!;
        _pending = null;
        _alone = Math.Max(0, _alone - 1);
        foreach (var answered in done)
            Finish(answered);
        Next();
    }

    private void Finish(Answered answered)
    {
        var (cause, decision, wasHandedOver) = answered;
        foreach (var fact in decision.Events)
        {
            _state = _state.Apply(fact);
            if (fact is EventHeld { Held: var held })
                Cancel(held);
        }
        var (active, matches) = (_parts.Memory.Current.ActiveRuns, decision.Events.OfType<Matched>().ToList());
        foreach (var matched in matches.Where(matched => active.ContainsKey(matched.Plan.Id)))
            _parts.Runs.TellSurely(new StartRun(matched.Plan.Id), Self);
        // When it was planned before, this actor may have ended between the record and the start. A run that goes on is not disturbed.
        if (matches.Count == 0 && _state.PlannedFor.ContainsKey(cause.Seq))
            foreach (var run in active.Values.Where(run => run.Plan.EventSeq == cause.Seq))
                _parts.Runs.TellSurely(new StartRun(run.Plan.Id), Self);
        if (!wasHandedOver)
            return;
        // A run that waits for people, or does nothing, is no wait for a slot.
        var startsRun = matches.Any(matched => matched.Plan.StartsAtOnce);
        _parts.Scheduler.TellSurely(new SchedulingProtocol.SettleEvent(cause.Seq, startsRun), Self);
    }

    private void Cancel(HeldEvent held)
    {
        if (held.Cancels is { } run && _state.Active.ContainsKey(run))
            _parts.Runs.TellSurely(
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
        var refused = _pending!;
        _pending = null;
        if (refused.Count > 1)
        {
            _alone = refused.Count;
            _waiting = new([.. refused.Where(each => each.WasHandedOver).Select(each => each.Cause), .. _waiting]);
        }
        else
            GiveUp(refused[0], failed.Why);
        Next();
    }

    private void GiveUp(Answered refused, string why)
    {
        var (cause, decision, wasHandedOver) = refused;
        _alone = Math.Max(0, _alone - 1);
        _log.Error("Event {0} cannot be answered: {1}", cause.Seq, why);
        if (wasHandedOver)
            _parts.Scheduler.TellSurely(new SchedulingProtocol.SettleEvent(cause.Seq, false), Self);
        else
            // Else it would be due again at once.
            _state = decision
                .Events.Where(fact => fact is WindowsMoved or EventReleased)
                .Aggregate(_state, (state, fact) => state.Apply(fact));
    }

    private void Adopt(AdoptPlaybooks adopt)
    {
        _catalog = adopt.Catalog;
        _parts.Scheduler.TellSurely(new SchedulingProtocol.AdoptIndex(_catalog.Index), Self);
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

    private sealed record Answered(RecordedEvent Cause, Decision<IEvent> Decision, bool WasHandedOver);

    private sealed record TryAgain
    {
        public static readonly TryAgain Instance = new();
    }

    private sealed record Wake
    {
        public static readonly Wake Instance = new();
    }
}
