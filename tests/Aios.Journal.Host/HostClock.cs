namespace Aios.Journal.Host;

/// <summary>Days pass when somebody says so; what is measured with it is real.</summary>
public sealed class HostClock(int day) : TimeProvider
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = First.AddDays(day - 1);

    public DateOnly Today => DateOnly.FromDateTime(_now.UtcDateTime);

    public override DateTimeOffset GetUtcNow() => _now;

    public void NextDay() => _now = _now.AddDays(1);
}
