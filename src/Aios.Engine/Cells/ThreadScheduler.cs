using Aios.Engine.Timing;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Aios.Engine.Cells;

/// <summary>Real time: one thread that sleeps until the next entry is due.</summary>
internal sealed class ThreadScheduler : SchedulerBase
{
    private readonly long _start = MachineClock.Ticks();
    private bool _ended;

    public ThreadScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log) => new Thread(Loop) { IsBackground = true, Name = "aios-timers" }.Start();

    public override DateTimeOffset Now => MachineClock.Time.GetUtcNow();

    public override TimeSpan MonotonicClock => MachineClock.Since(_start);

    public override void Dispose()
    {
        lock (Gate)
        {
            _ended = true;
            Monitor.PulseAll(Gate);
        }
        base.Dispose();
    }

    private protected override void Changed()
    {
        if (Heap.First is { Index: 0 } first && first.Due < _sleepingUntil)
            Monitor.Pulse(Gate);
    }

    private TimeSpan _sleepingUntil = TimeSpan.MaxValue;

    private void Loop()
    {
        while (Next() is { } entry)
            FireAndRepeat(entry);
    }

    private TimerEntry? Next()
    {
        lock (Gate)
        {
            while (!_ended)
            {
                if (Heap.First is not { } first)
                {
                    _sleepingUntil = TimeSpan.MaxValue;
                    Monitor.Wait(Gate);
                    continue;
                }
                var wait = first.Due - MonotonicClock;
                if (wait <= TimeSpan.Zero)
                {
                    Heap.Remove(first);
                    return first;
                }
                _sleepingUntil = first.Due;
                Monitor.Wait(Gate, TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue)));
            }
            return null;
        }
    }
}
