using Akka.Actor;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private TimerScheduler? _timers;
    private TimeSpan? _timeout;
    private TimeSpan _lastTouched;
    private TimeoutTick? _timeoutTick;
    private ICancelable? _timeoutTimer;

    public TimerScheduler Timers => _timers ??= new TimerScheduler(this);

    public TimeSpan? ReceiveTimeout => _timeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { Ticks: <= 0 })
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                timeout,
                "The receive timeout must be longer than zero, or null for none."
            );
        CancelReceiveTimeout();
        _timeout = timeout;
        if (timeout is { } wait)
        {
            TimeoutTouched();
            StartTimeout(wait);
        }
    }

    private void CancelReceiveTimeout()
    {
        _timeoutTimer?.Cancel();
        _timeoutTimer = null;
        _timeoutTick = null;
        _timeout = null;
    }

    private void TimeoutTouched()
    {
        if (_timeout is not null)
            _lastTouched = SystemImpl.Scheduler.MonotonicClock;
    }

    private void StartTimeout(TimeSpan wait)
    {
        _timeoutTick = new TimeoutTick();
        _timeoutTimer = SystemImpl.Scheduler.ScheduleTellOnceCancelable(wait, _self, _timeoutTick, _self);
    }

    /// <summary>The timer is not moved at every message: when it fires too early, it is set again for the rest.</summary>
    private void OnTimeoutTick(TimeoutTick tick)
    {
        if (!ReferenceEquals(tick, _timeoutTick) || _timeout is not { } timeout)
            return;
        var rest = timeout - (SystemImpl.Scheduler.MonotonicClock - _lastTouched);
        if (rest > TimeSpan.Zero)
        {
            StartTimeout(rest);
            return;
        }
        StartTimeout(timeout);
        DeliverToActor(Akka.Actor.ReceiveTimeout.Instance);
    }
}

/// <summary>Says that a receive timeout may have passed.</summary>
internal sealed class TimeoutTick : INotInfluenceReceiveTimeout, IDeadLetterSuppression;
