namespace Aios.Gateway.Tests;

/// <summary>Time that passes only when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private readonly TaskCompletionSource _timerMade = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _now;

    public Task TimerMade => _timerMade.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Pass(TimeSpan time)
    {
        Volatile.Write(ref _now, _now + time.Ticks);
        foreach (var timer in _timers.Where(timer => timer.Due <= _now).ToArray())
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), _now + dueTime.Ticks);
        _timers.Add(timer);
        _timerMade.TrySetResult();
        return timer;
    }

    private sealed class ManualTimer(Action fire, long due) : ITimer
    {
        public long Due { get; private set; } = due;

        public void Fire()
        {
            Due = long.MaxValue;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Due = long.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
