using Aios.Engine.Cells;
using Aios.Engine.Timing;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Base of every scheduler. Implementations are named by <c>akka.scheduler.implementation</c> and have a constructor
/// (<see cref="Config"/>, <see cref="ILoggingAdapter"/>).
/// </summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler, IDisposable, ITimerOwner
{
    private protected readonly TimerHeap Heap = new();
    private protected readonly object Gate = new();
    private bool _over;

    protected SchedulerBase(Config scheduler, ILoggingAdapter log)
    {
        SchedulerConfig = scheduler;
        Log = log;
    }

    public abstract DateTimeOffset Now { get; }
    public abstract TimeSpan MonotonicClock { get; }
    public TimeSpan HighResMonotonicClock => MonotonicClock;
    public IAdvancedScheduler Advanced => this;
    protected Config SchedulerConfig { get; }
    protected ILoggingAdapter Log { get; }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        Add(delay, new TellEntry(null, receiver, message, sender, cancelable), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay,
        TimeSpan interval,
        ICanTell receiver,
        object message,
        IActorRef? sender,
        ICancelable? cancelable
    ) => Add(initialDelay, new TellEntry(Positive(interval), receiver, message, sender, cancelable), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Add(delay, new ActionEntry(null, action, cancelable, Report, Run), cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Add(initialDelay, new ActionEntry(Positive(interval), action, cancelable, Report, Run), cancelable);

    /// <summary>Nothing fires from here on; whoever wanted to know of the end is told.</summary>
    public virtual void Dispose()
    {
        var left = new List<TimerEntry>();
        lock (Gate)
        {
            _over = true;
            while (Heap.First is { } entry)
            {
                Heap.Remove(entry);
                left.Add(entry);
            }
        }
        foreach (var entry in left)
            entry.AtEnd();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls back on the thread of the clock; the entry can be cancelled.</summary>
    /// <param name="delay">The longest there is means never.</param>
    /// <param name="callback">Short.</param>
    /// <param name="atEnd">Called instead when the scheduler ends before.</param>
    internal TimerEntry Callback(TimeSpan delay, Action callback, Action? atEnd = null)
    {
        var entry = new CallbackEntry(callback, atEnd);
        Add(delay, entry, null);
        return entry;
    }

    void ITimerOwner.Forget(TimerEntry entry)
    {
        lock (Gate)
            Heap.Remove(entry);
    }

    /// <summary>The first due time may have changed; called with the gate held.</summary>
    private protected virtual void Changed() { }

    /// <summary>Fires an entry taken out of the heap, and puts it back when it repeats.</summary>
    private protected void FireAndRepeat(TimerEntry entry)
    {
        try
        {
            entry.Fire();
        }
        catch (Exception fault)
        {
            Report(fault);
        }
        if (entry.Interval is not { } interval)
            return;
        lock (Gate)
        {
            if (entry.Cancelled || _over)
                return;
            var now = MonotonicClock;
            entry.Due += interval;
            if (entry.Due < now)
                entry.Due = now + interval;
            Heap.Add(entry);
        }
    }

    /// <summary>Where an action that became due runs.</summary>
    private protected virtual void Run(IThreadPoolWorkItem action) => ThreadPool.UnsafeQueueUserWorkItem(action, preferLocal: false);

    private protected void Report(Exception fault) => Log.Error(fault, "A scheduled action failed: {0}", fault.Message);

    private void Add(TimeSpan delay, TimerEntry entry, ICancelable? cancelable)
    {
        if (delay < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "A delay must be zero or longer.");
        entry.Belongs(this);
        var over = false;
        lock (Gate)
        {
            var now = MonotonicClock;
            entry.Due = delay < TimeSpan.MaxValue - now ? now + delay : TimeSpan.MaxValue;
            over = _over;
            if (!over)
            {
                Heap.Add(entry);
                Changed();
            }
        }
        if (over)
            entry.AtEnd();
        (cancelable as Cancelable)?.Attach(entry);
    }

    private static TimeSpan Positive(TimeSpan interval) =>
        interval > TimeSpan.Zero
            ? interval
            : throw new ArgumentOutOfRangeException(nameof(interval), interval, "An interval must be longer than zero.");
}
