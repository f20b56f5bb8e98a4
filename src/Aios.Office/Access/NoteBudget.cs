namespace Aios.Office.Access;

/// <summary>What strangers can cause is put on record so many times a minute; the rest is counted and told with the next.</summary>
/// <param name="perMinute">1 or more.</param>
public sealed class NoteBudget(TimeProvider clock, int perMinute = NoteBudget.PerMinute)
{
    public const int PerMinute = 6;

    private readonly Lock _gate = new();
    private long _began = clock.GetTimestamp();
    private int _noted;
    private long _untold;

    /// <param name="untold">How many were only counted since the last one that was put on record.</param>
    /// <returns>Whether this one goes on record.</returns>
    public bool Take(out long untold)
    {
        lock (_gate)
        {
            if (clock.GetElapsedTime(_began) >= TimeSpan.FromMinutes(1))
                (_began, _noted) = (clock.GetTimestamp(), 0);
            untold = _untold;
            if (_noted >= perMinute)
            {
                _untold++;
                return false;
            }
            _noted++;
            _untold = 0;
            return true;
        }
    }
}
