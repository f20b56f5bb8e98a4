namespace Aios.Journal.Tests;

/// <summary>A clock that stands until it is moved; wall time and monotonic time move together or apart.</summary>
internal sealed class ManualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 14, 23, 59, 58, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public void Advance(TimeSpan by)
    {
        SetWallClock(by);
        Interlocked.Add(ref _ticks, by.Ticks);
    }

    public void SetWallClock(TimeSpan by) => _now += by;
}
