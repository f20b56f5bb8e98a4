using Akka.Actor;

namespace Aios.Engine.Simulation;

/// <summary>The virtual time for code that is no actor. The monotonic one begins with its process, as after a boot.</summary>
internal sealed class SimulatedTime(Simulation simulation, SimulatedScheduler timers) : TimeProvider
{
    private readonly TimeSpan _begun = simulation.Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Simulation.Epoch + simulation.Now;

    public override long GetTimestamp() => (simulation.Now - _begun).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(timers, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SimulatedScheduler timers, Action callback) : ITimer
    {
        private Cancelable? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _next?.Cancel();
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            _next = new Cancelable((IScheduler)timers);
            if (period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero)
                timers.ScheduleOnce(dueTime, callback, _next);
            else
                timers.ScheduleRepeatedly(dueTime, period, callback, _next);
            return true;
        }

        public void Dispose() => _next?.Cancel();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
