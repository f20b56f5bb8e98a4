using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>One bucket per person, whatever door the person comes in by. No timer: a bucket is filled when it is asked.</summary>
internal sealed class RateLimits(OfficeSettings settings, TimeProvider clock)
{
    private const int MostBuckets = 1_000;

    private readonly long _began = clock.GetTimestamp();
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one, and says on the answer what is left; false when the request must wait.</summary>
    public bool Admit(HttpContext context, string person)
    {
        var (perSecond, burst) = (settings.RequestsPerSecond, settings.RequestBurst);
        var now = clock.GetElapsedTime(_began).TotalMilliseconds;
        TokenBucket left;
        bool isTaken;
        lock (_buckets)
        {
            if (_buckets.Count >= MostBuckets)
                Forget(now);
            (left, isTaken) = _buckets.GetValueOrDefault(person, TokenBucket.Full(burst, now)).Refill(perSecond, burst, now).Take();
            _buckets[person] = left;
        }
        var headers = context.Response.Headers;
        headers["X-RateLimit-Limit"] = Text(burst);
        headers["X-RateLimit-Remaining"] = Text((int)left.Tokens);
        headers["X-RateLimit-Reset"] = Text(left.SecondsToFull(perSecond, burst));
        if (!isTaken)
            headers.RetryAfter = Text(left.SecondsToNext(perSecond));
        return isTaken;
    }

    // A bucket that is full again is as good as none.
    private void Forget(double now)
    {
        foreach (var (person, bucket) in _buckets.ToArray())
            if (bucket.Refill(settings.RequestsPerSecond, settings.RequestBurst, now).Tokens >= settings.RequestBurst)
                _buckets.Remove(person);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
