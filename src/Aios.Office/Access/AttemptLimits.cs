namespace Aios.Office.Access;

/// <summary>So many attempts a minute from each address; what is remembered is bounded.</summary>
internal sealed class AttemptLimits(TimeProvider clock, int perMinute = AttemptLimits.PerMinute)
{
    /// <summary>A person who mistypes needs fewer.</summary>
    public const int PerMinute = 10;

    /// <summary>Addresses that are told apart; more share one count until the minute is over.</summary>
    public const int MaxAddresses = 1_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _began = clock.GetTimestamp();

    /// <returns>Null when it may be tried, else how long to wait.</returns>
    public TimeSpan? Refuse(string address)
    {
        lock (_gate)
        {
            var passed = clock.GetElapsedTime(_began);
            if (passed >= Window)
            {
                _counts.Clear();
                (_began, passed) = (clock.GetTimestamp(), TimeSpan.Zero);
            }
            var key = _counts.ContainsKey(address) || _counts.Count < MaxAddresses ? address : "";
            var count = _counts.GetValueOrDefault(key);
            if (count >= perMinute)
                return Window - passed;
            _counts[key] = count + 1;
            return null;
        }
    }
}
