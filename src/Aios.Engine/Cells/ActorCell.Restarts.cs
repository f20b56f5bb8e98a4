using Aios.Engine.Timing;

namespace Aios.Engine.Cells;

internal sealed partial class ActorCell
{
    private const int VainLivesAtOnce = 10;
    private static readonly TimeSpan ShortLife = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private TimerEntry? _restartTimer;
    private Recreate? _awaited;
    private long _processedBefore;
    private TimeSpan _begun;
    private int _vainLives;

    /// <summary>Its lives end before they have done anything: the next one waits for its time. Readable from anywhere.</summary>
    public bool WaitsToRestart => Volatile.Read(ref _awaited) is not null;

    /// <summary>
    /// What cannot work again and again must not eat the machine: after some short lives in a row that ended before one message was done,
    /// the next begins only after a wait, twice as long every time up to a bound.
    /// </summary>
    private bool MustWait(Recreate recreate)
    {
        if (_awaited is not null)
        {
            StopWaiting();
            return false;
        }
        if (!_failed)
            return false;
        var (done, lasted) = (Meter.Processed - _processedBefore, SystemImpl.Scheduler.MonotonicClock - _begun);
        _vainLives = done <= 1 && lasted < ShortLife ? _vainLives + 1 : 0;
        if (_vainLives <= VainLivesAtOnce)
            return false;
        _awaited = recreate;
        _restartTimer = SystemImpl.Clock.Callback(WaitAfter(_vainLives), () => _self.SendSystem(new Recreate(recreate.Cause)));
        return true;
    }

    private void BeginLife() => (_processedBefore, _begun) = (Meter.Processed, SystemImpl.Scheduler.MonotonicClock);

    private void StopWaiting()
    {
        _restartTimer?.Cancel();
        (_restartTimer, _awaited) = (null, null);
    }

    private static TimeSpan WaitAfter(int vainLives)
    {
        var doublings = Math.Clamp(vainLives - VainLivesAtOnce - 1, 0, 20);
        var wait = FirstWait * (1 << doublings);
        return wait < LongestWait ? wait : LongestWait;
    }
}
