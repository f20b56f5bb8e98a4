using Aios.Engine.Timing;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// Virtual time: it stands still until <see cref="Advance"/>. Chosen by
/// <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Aios.Engine.TestKit"</c>.
/// </summary>
public class TestScheduler : SchedulerBase
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _now;

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
        : base(schedulerConfig, log) { }

    public override DateTimeOffset Now => Epoch + MonotonicClock;

    public override TimeSpan MonotonicClock
    {
        get
        {
            lock (Gate)
                return _now;
        }
    }

    /// <summary>What is scheduled and not due yet.</summary>
    public int Pending
    {
        get
        {
            lock (Gate)
                return Heap.Count;
        }
    }

    /// <summary>Moves the time on and fires on this thread what becomes due, in order, each at its own time. Actors react on their own threads.</summary>
    /// <param name="offset">Zero or longer.</param>
    public void Advance(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        AdvanceTo(Now + offset);
    }

    /// <exception cref="InvalidOperationException">The time lies in the past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var target = when - Epoch;
        if (target < MonotonicClock)
            throw new InvalidOperationException($"The time is {Now:O} already and cannot go back to {when:O}.");
        while (TakeDue(target) is { } entry)
            FireAndRepeat(entry);
    }

    private TimerEntry? TakeDue(TimeSpan target)
    {
        lock (Gate)
        {
            if (Heap.First is { } first && first.Due <= target)
            {
                Heap.Remove(first);
                _now = first.Due > _now ? first.Due : _now;
                return first;
            }
            _now = target;
            return null;
        }
    }
}
