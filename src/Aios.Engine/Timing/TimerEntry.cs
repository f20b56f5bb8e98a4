namespace Aios.Engine.Timing;

/// <summary>Something that is due once or again and again. Fire must be short: it runs on the thread of the clock.</summary>
internal abstract class TimerEntry(TimeSpan? interval)
{
    private ITimerOwner? _owner;

    /// <summary>Null: once.</summary>
    public TimeSpan? Interval => interval;

    /// <summary>On the monotonic clock.</summary>
    public TimeSpan Due { get; set; }

    /// <summary>Order among entries due at the same time.</summary>
    public long Order { get; set; }

    /// <summary>Place in the heap; negative when not in it.</summary>
    public int Index { get; set; } = -1;

    public volatile bool Cancelled;

    public void Belongs(ITimerOwner owner) => _owner = owner;

    public abstract void Fire();

    /// <summary>The scheduler ends before the entry is due.</summary>
    public virtual void AtEnd() { }

    public void Cancel()
    {
        Cancelled = true;
        _owner?.Forget(this);
    }
}
