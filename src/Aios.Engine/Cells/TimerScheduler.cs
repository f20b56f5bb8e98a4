using Akka.Actor;

namespace Aios.Engine.Cells;

/// <summary>One tick of one timer; stale when the timer was cancelled or set anew meanwhile.</summary>
internal sealed class TimerTick(object key, object message, bool once) : IDeadLetterSuppression
{
    public object Key => key;
    public object Message => message;
    public bool Once => once;
    public ICancelable? Schedule { get; set; }
}

/// <summary>The timers of one actor, used on its own turn only.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, TimerTick> _active = [];

    public IReadOnlyCollection<object> ActiveTimers => [.. _active.Keys];

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval)
    {
        var tick = Replace(key, msg, once: false);
        tick.Schedule = cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, tick, ActorRefs.NoSender);
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout)
    {
        var tick = Replace(key, msg, once: true);
        tick.Schedule = cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, tick, ActorRefs.NoSender);
    }

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out var tick))
            tick.Schedule?.Cancel();
    }

    public void CancelAll()
    {
        foreach (var tick in _active.Values)
            tick.Schedule?.Cancel();
        _active.Clear();
    }

    /// <summary>The message that is due, or null for a tick that is stale.</summary>
    public object? Accept(TimerTick tick)
    {
        if (!_active.TryGetValue(tick.Key, out var active) || !ReferenceEquals(active, tick))
            return null;
        if (tick.Once)
            _active.Remove(tick.Key);
        return tick.Message;
    }

    private TimerTick Replace(object key, object message, bool once)
    {
        ArgumentNullException.ThrowIfNull(message);
        Cancel(key);
        return _active[key] = new TimerTick(key, message, once);
    }
}
