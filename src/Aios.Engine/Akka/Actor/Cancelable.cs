using Aios.Engine.Timing;

namespace Akka.Actor;

/// <summary>Calls off what was scheduled with it.</summary>
public sealed class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private TimerEntry? _entry;
    private volatile bool _cancelled;

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced) { }

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public Cancelable(IActionScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    public bool IsCancellationRequested => _cancelled;

    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                _source ??= new CancellationTokenSource();
                if (_cancelled)
                    _source.Cancel();
                return _source.Token;
            }
        }
    }

    public void Cancel()
    {
        CancellationTokenSource? source;
        lock (_lock)
        {
            if (_cancelled)
                return;
            _cancelled = true;
            source = _source;
        }
        _entry?.Cancel();
        source?.Cancel();
    }

    public void CancelAfter(TimeSpan delay) => _scheduler.ScheduleOnce(delay, Cancel);

    public void Dispose() => Cancel();

    /// <summary>Lets a cancel take the entry out of the scheduler at once.</summary>
    internal void Attach(TimerEntry entry)
    {
        _entry = entry;
        if (_cancelled)
            entry.Cancel();
    }
}
