namespace Aios.Gateway;

/// <summary>So many at a time; the rest waits, bounded in time.</summary>
internal sealed class Bulkhead
{
    private readonly SemaphoreSlim _free;

    public Bulkhead(int places)
    {
        if (places is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(places), places, "from 1 to 1,000 probes may run at the same time");
        Places = places;
        _free = new SemaphoreSlim(places);
    }

    public int Places { get; }

    /// <summary>A place to give back by disposing it, or null when none became free in time.</summary>
    public async Task<IDisposable?> Enter(TimeSpan timeout) =>
        await _free.WaitAsync(timeout).ConfigureAwait(false) ? new Place(_free) : null;

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                free.Release();
        }
    }
}
