namespace Aios.Engine.Cells;

/// <summary>Restarts of one child within the window of its supervisor.</summary>
internal sealed class RestartCount
{
    private int _count;
    private TimeSpan? _windowStart;

    /// <summary>Counts one more restart; false when the limit is exceeded.</summary>
    /// <param name="limit">Null: no limit, or one per window when there is a window.</param>
    /// <param name="window">Null: the whole life counts.</param>
    /// <param name="now">On the clock of the scheduler.</param>
    public bool Allow(int? limit, TimeSpan? window, TimeSpan now)
    {
        if (limit is null && window is null)
            return true;
        var allowed = limit ?? 1;
        if (allowed < 1)
            return false;
        if (window is { } length && (_windowStart is not { } start || now - start > length))
        {
            _windowStart = now;
            _count = 0;
        }
        return ++_count <= allowed;
    }
}
