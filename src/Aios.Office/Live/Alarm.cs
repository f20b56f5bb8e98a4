namespace Aios.Office.Live;

/// <summary>Rings once at the earliest of the times that it was given since it rang last. Any thread.</summary>
internal sealed class Alarm : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly Action _ring;
    private long _at = long.MaxValue;

    public Alarm(TimeProvider clock, Action ring)
    {
        _ring = ring;
        _timer = clock.CreateTimer(static alarm => ((Alarm)alarm!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Both in milliseconds of the same clock; what is past rings now, on another thread.</summary>
    public void At(long due, long now)
    {
        lock (_gate)
        {
            if (due >= _at)
                return;
            _at = due;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, due - now)), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        lock (_gate)
            _at = long.MaxValue;
        _ring();
    }
}
