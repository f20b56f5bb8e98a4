namespace Aios.Engine.Queues;

/// <summary>Lets a band that waited too long behind others go first, one message at a time.</summary>
/// <param name="maxWait">How long a band with messages may stand back.</param>
/// <param name="clock">Monotonic.</param>
internal sealed class Ageing(TimeSpan maxWait, Func<TimeSpan> clock)
{
    /// <summary>The band that has waited longest beyond the limit, or null. Reader only.</summary>
    public Band<TSender>? Overdue<TSender>(Band<TSender>[] bands)
        where TSender : class
    {
        var (now, first, longest) = (default(TimeSpan?), default(Band<TSender>), default(Band<TSender>));
        foreach (var band in bands)
        {
            if (!band.HasMessages)
            {
                band.WaitsSince = null;
            }
            else if (first is null)
            {
                first = band;
                band.WaitsSince = null;
            }
            else
            {
                now ??= clock();
                band.WaitsSince ??= now;
                if (band.WaitsSince + maxWait <= now && (longest is null || band.WaitsSince < longest.WaitsSince))
                    longest = band;
            }
        }
        if (longest is not null)
            longest.WaitsSince = longest.Count > 1 ? now : null;
        return longest;
    }
}
