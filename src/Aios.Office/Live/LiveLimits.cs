namespace Aios.Office.Live;

/// <summary>What those who look may take. How fast a stream flows is decided by <see cref="FlushRules"/>.</summary>
internal sealed record LiveLimits
{
    public static LiveLimits Default { get; } = new();

    /// <summary>Sockets at once.</summary>
    public int Viewers { get; init; } = 200;

    /// <summary>Subscriptions of one socket.</summary>
    public int Subscriptions { get; init; } = 16;

    /// <summary>Distinct streams of all sockets: each new filter is one more question about every event.</summary>
    public int Streams { get; init; } = 256;

    /// <summary>Longest frame that is taken, in bytes.</summary>
    public int InboundBytes { get; init; } = 16 * 1024;

    /// <summary>Who has not said hello by then is sent away.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hellos of one socket a second, on average and at once after a rest: each may cost a snapshot of every subscription.</summary>
    public int HellosPerSecond { get; init; } = 5;
    public int HelloBurst { get; init; } = 50;

    /// <summary>Between two pings, and from a ping to the end of a socket that does not answer it.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan PongWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Between two beats; also how often is read what changes without a record of it.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stream that nobody looks at is kept for those who come back.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From a farewell to the end of a socket that does not close.</summary>
    public TimeSpan Goodbye { get; init; } = TimeSpan.FromSeconds(1);
}
