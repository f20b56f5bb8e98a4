using Aios.Loop.Effects;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Effects;

// What a run waits for that is nothing but time.
internal sealed partial class RunActor
{
    private static readonly TimeSpan HeldRhythm = TimeSpan.FromSeconds(1);

    // Null until the run's state is known.
    private RunClock _clock = null!;
    private long _heldMs;
    private long _lookedAt;

    private long NowWall => _clock.Wall;

    /// <summary>It gets no slot, whatever is free, because somebody froze its playbook or stopped the queue.</summary>
    private bool IsHeld => _parts.IsHeld(_run) || _parts.Memory.Current.Queue.Holds(RunRules.HasBegun(_state));

    private void SetDeadline()
    {
        var left = TimeSpan.FromMilliseconds(Math.Max(1, _state.DeadlineAt + _heldMs - NowWall));
        Timers.StartSingleTimer("deadline", new Tick(PassDeadline), left);
        // The watchdog behind the deadline: should its timer ever be lost, silence ends the run all the same.
        Context.SetReceiveTimeout(left + TimeSpan.FromSeconds(30));
    }

    private void PassDeadline()
    {
        if (_state is not null)
            LookWhetherHeld();
        Decide(new PassDeadline());
    }

    // The deadline may have moved since its timer ended.
    private bool IsTooEarly => NowWall < _state.DeadlineAt + _heldMs;

    // While it is held its deadline stands still; how long that was comes on record with the step that begins at last.
    private void WatchHeld()
    {
        _lookedAt = _clock.Passed;
        Timers.StartPeriodicTimer("held", new Tick(LookWhetherHeld), HeldRhythm, HeldRhythm);
    }

    private void LookWhetherHeld()
    {
        if (!_waitsForSlot)
            return;
        if (IsHeld)
        {
            _heldMs += _clock.Passed - _lookedAt;
            SetDeadline();
        }
        _lookedAt = _clock.Passed;
    }

    private long HeldUntilNow()
    {
        LookWhetherHeld();
        Timers.Cancel("held");
        var held = _heldMs;
        _heldMs = 0;
        return held;
    }

    // Its end was not seen by anybody, and it is held now: it was all the while.
    private long HeldBeforeTakeUp() =>
        RunRules.NextOf(_state) is RunRules.Next.AskForSlot or RunRules.Next.WaitForRetry && IsHeld
            ? Math.Max(0, NowWall - _state.UpdatedAt)
            : 0;

    private void WaitForPause() =>
        Timers.StartSingleTimer(
            "pause",
            new Tick(() => Decide(new EndPause())),
            TimeSpan.FromMilliseconds(Math.Max(1, RunRules.PauseEndsAt(_state) - NowWall))
        );

    // After a restart only the rest of the delay.
    private void WaitForRetry() =>
        Timers.StartSingleTimer(
            "retry",
            new Tick(() => Arrange(RunRules.Next.WaitForRetry, AskForSlot)),
            TimeSpan.FromMilliseconds(Math.Max(1, _state.RetryAt - NowWall))
        );
}
