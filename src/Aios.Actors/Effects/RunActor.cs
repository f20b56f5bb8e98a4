using Aios.Actors.Scheduling;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Effects;

/// <summary>One run: decide, put it on record, then arrange what the new state asks for. One thing at a time.</summary>
internal sealed partial class RunActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(500);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<(ICommand Said, IActorRef? Asker)> _waiting = new();
    private readonly RunId _run;
    private readonly RunParts _parts;

    // Null until the journal is through with all that an earlier life of this actor asked: it is part of the state.
    private RunState _state = null!;
    private Decision<IEvent>? _pending;
    private IActorRef? _asker;
    private bool _hasSlot;
    private bool _waitsForSlot;

    public RunActor(RunId run, RunParts parts)
    {
        (_run, _parts) = (run, parts);
        Receive<SchedulingProtocol.SlotGranted>(_ =>
        {
            var held = HeldUntilNow();
            (_hasSlot, _waitsForSlot) = (true, false);
            Decide(new TakeSlot(held));
        });
        Receive<EffectOutcome>(outcome =>
        {
            Hear(outcome);
        });
        Receive<ProbeAnswer>(answer => Decide(answer.Outcome is { } known ? new RecordOutcome(known) : new RecordDoubt(answer.Detail)));
        Receive<ICommand>(said => Decide(said, said is CancelRun ? Sender : null));
        Receive<Tick>(tick => tick.Do());
        Receive<SchedulerActor.StartedAgain>(_ =>
        {
            if (_waitsForSlot)
                AskForSlot();
        });
        Receive<ReceiveTimeout>(_ => PassDeadline());
        Receive<JournalProtocol.Appended>(done =>
        {
            if (_state is not null)
                Finish();
            else if (done.Records.Count == 0)
                Begin();
        });
        Receive<JournalProtocol.AppendFailed>(Delay);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(SchedulerActor.StartedAgain));
        Write();
    }

    private void Begin()
    {
        _state = _parts.Memory.Current.Find(_run) ?? throw new InvalidOperationException($"run {_run} is not on record");
        if (_state.IsOver)
        {
            End();
            return;
        }
        _clock = new RunClock(_parts.Shell, _state.UpdatedAt);
        SetDeadline();
        TakeUp();
        TakeNext();
    }

    // After a crash of this actor alone the door still carries the attempt out: its outcome is waited for in the ledger, it is not unknown.
    // Nor is it new when its intent is still on its way there.
    private void TakeUp()
    {
        var isAtDoor = _state.InFlight && _parts.Door.IsUnderWay(_state.CurrentEffect);
        var lines = _state.InFlight ? _parts.Ledger.OfRun(_state.Plan.Id) : [];
        var isOpen =
            _state.InFlight
            && lines.FirstOrDefault(line => line.Intent.Id == _state.CurrentEffect) is { Standing: EffectStanding.Open } line
            && _clock.Passed < _state.Step!.TimeoutMs + (long)(Door.Patience * 2).TotalMilliseconds;
        if (isAtDoor || isOpen)
            Timers.StartSingleTimer("ledger", new Tick(TakeUp), Rhythm);
        else
            Decide(new Resume(lines, HeldBeforeTakeUp()));
    }

    // Also when it only waits for one: whoever takes this run up asks for itself.
    protected override void PostStop() => _parts.Scheduler.TellSurely(new SchedulingProtocol.ReleaseSlot(_run), Self);

    private void Decide(ICommand command, IActorRef? asker = null)
    {
        if (_pending is not null || _state is null)
        {
            _waiting.Enqueue((command, asker));
            return;
        }
        if (command is PassDeadline && IsTooEarly)
        {
            SetDeadline();
            return;
        }
        var decision = RunRules.Decide(_state, _parts.Settings, command, NowWall);
        if (decision.Events.Count > 0)
        {
            (_pending, _asker) = (decision, asker);
            Write();
            return;
        }
        asker?.Tell(new Answered(_state, decision.Refusal));
        if (command is Resume)
            Arrange();
        else if (command is EndPause)
            Arrange(RunRules.Next.Pause, WaitForPause);
        else if (command is TakeSlot)
            GiveSlotBack();
    }

    private void Write() =>
        _parts.Journal.TellSurely(
            _pending is null
                ? JournalProtocol.Append.Nothing
                : new JournalProtocol.Append([.. _pending.Events.Select(fact => _parts.Shell.Note(_state.Plan, fact))]),
            Self
        );

    private void Delay(JournalProtocol.AppendFailed failed)
    {
        if (failed.IsRetryable)
            Timers.StartSingleTimer("again", new Tick(Write), TimeSpan.FromSeconds(1));
        else
            GiveUp(failed);
    }

    // What the log will never take is not tried for ever: the run ends, and what was done is in the ledger.
    private void GiveUp(JournalProtocol.AppendFailed failed)
    {
        _log.Error("Run {0} cannot be put on record: {1}", _run, failed.Why);
        if (_pending!.Events is [Ended])
        {
            End();
            return;
        }
        GiveSlotBack();
        _pending = Decision<IEvent>.Of(new Ended(RunPhase.Stuck, $"it cannot be put on record: {failed.Why}", NowWall));
        Write();
    }

    private void Finish()
    {
        var deadline = _state.DeadlineAt;
        foreach (var fact in _pending!.Events)
            _state = _state.Apply(fact);
        _pending = null;
        if (_state.DeadlineAt != deadline)
            SetDeadline();
        _asker?.Tell(new Answered(_state, null));
        _asker = null;
        Arrange();
        TakeNext();
    }

    private void TakeNext()
    {
        while (_pending is null && !_state.IsOver && _waiting.TryDequeue(out var next))
            Decide(next.Said, next.Asker);
    }

    private void Arrange(RunRules.Next only, Action what)
    {
        if (_pending is null && _state is not null && RunRules.NextOf(_state) == only)
            what();
    }

    private void Arrange()
    {
        if (_state.IsOver)
        {
            End();
            return;
        }
        switch (RunRules.NextOf(_state))
        {
            case RunRules.Next.AskForSlot:
                AskForSlot();
                break;
            // The log was away for a while: what it takes now is too late to be done.
            case RunRules.Next.Execute when NowWall >= _state.DeadlineAt:
                Decide(new Resume(_parts.Ledger.OfRun(_run), 0));
                break;
            case RunRules.Next.Execute:
                Execute(_state.Step!);
                break;
            case RunRules.Next.AskProbe:
                _parts
                    .Door.Settle(Intent(_state.Step!), _state.Step!.Probe!)
                    .PipeTo(Self, failure: fault => new ProbeAnswer(null, fault.Message));
                break;
            case RunRules.Next.WaitForRetry:
                WaitForRetry();
                break;
            case RunRules.Next.GoOn:
                Decide(new GoOn());
                break;
            case RunRules.Next.Pause:
                WaitForPause();
                break;
        }
    }

    private void AskForSlot()
    {
        // What holds it is not waited for any more.
        GiveSlotBack();
        _waitsForSlot = true;
        WatchHeld();
        var plan = _state.Plan;
        var left = Math.Max(0, _state.DeadlineAt - NowWall);
        var deadline = _parts.Shell.Now.Monotonic + left;
        _parts.Scheduler.TellSurely(
            new SchedulingProtocol.RequestSlot(plan.Id, plan.EventSeq, _state.Step!.Id, plan.Priority, deadline, RunRules.HasBegun(_state)),
            Self
        );
    }

    private void Hear(EffectOutcome outcome)
    {
        if (_state is { InFlight: true } && _state.CurrentEffect == outcome.Id)
            GiveSlotBack();
        Decide(new RecordOutcome(outcome));
    }

    private void Execute(PlannedStep step)
    {
        var intent = Intent(step);
        _parts
            .Door.Execute(intent)
            .PipeTo(Self, failure: fault => new EffectOutcome(intent.Id, EffectResult.Error, fault.Message, null, "", 0));
    }

    private EffectIntent Intent(PlannedStep step) =>
        new(
            _state.CurrentEffect,
            _state.Plan.Id,
            step.Id,
            _state.Attempt,
            step.Risk,
            step.Action,
            TimeSpan.FromMilliseconds(step.TimeoutMs),
            step.Idempotent,
            _state.Plan.TraceId
        )
        {
            Approval = _state.Approval,
        };

    private void GiveSlotBack()
    {
        if (!_hasSlot)
            return;
        _hasSlot = false;
        _parts.Scheduler.TellSurely(new SchedulingProtocol.ReleaseSlot(_state.Plan.Id), Self);
    }

    private void End()
    {
        foreach (var (said, asker) in _waiting)
            asker?.Tell(new Answered(_state, RunRules.Decide(_state, _parts.Settings, said, _parts.Shell.Now.Wall).Refusal));
        Context.Stop(Self);
    }

    /// <summary>What is to be done when a timer ends.</summary>
    private sealed record Tick(Action Do);
}
