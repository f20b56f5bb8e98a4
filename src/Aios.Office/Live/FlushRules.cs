namespace Aios.Office.Live;

/// <summary>What waits on a stream to be sent. Times are milliseconds of a clock that never goes back.</summary>
/// <param name="Waiting">Changes: one per row and member, one per row that is gone, one per event.</param>
/// <param name="FirstAt">When the first of them came.</param>
/// <param name="IsUrgent">One of them cannot wait for others.</param>
/// <param name="SentAt">When the frame before was sent.</param>
/// <param name="SentBytes">How long that frame was.</param>
/// <param name="IsSlow">For readers that cannot keep up.</param>
internal readonly record struct FlushState(int Waiting, long FirstAt, bool IsUrgent, long SentAt, int SentBytes, bool IsSlow)
{
    public static FlushState Quiet(bool isSlow) => new(0, 0, false, long.MinValue / 2, 0, isSlow);

    /// <param name="waiting">All that wait now; fewer than before when some were taken back.</param>
    public FlushState Wait(int waiting, bool isUrgent, long now) =>
        this with
        {
            Waiting = waiting,
            FirstAt = Waiting == 0 ? now : FirstAt,
            IsUrgent = waiting > 0 && (IsUrgent || isUrgent),
        };

    public FlushState Sent(int bytes, long now) => Quiet(IsSlow) with { SentAt = now, SentBytes = bytes };
}

/// <summary>When a stream is flushed: many changes at once, or the oldest that waited long enough, and never one frame right after another.</summary>
internal static class FlushRules
{
    public const int Count = 10;
    public const long AgeMs = 5_000;

    /// <summary>Between two frames, whatever is in them: 30 frames a second.</summary>
    public const long LeastGapMs = 33;

    /// <summary>Between two frames for slow readers.</summary>
    public const long SlowGapMs = 1_000;

    /// <summary>
    /// A long frame is followed by a longer gap, so that a flood takes no more than this of a viewer's line; what is urgent does not
    /// wait for it.
    /// </summary>
    public const int BytesPerSecond = 90_000;
    public const long MostGapMs = 1_000;

    /// <returns>When the next frame has to go; null: nothing waits.</returns>
    public static long? DueAt(FlushState state)
    {
        if (state.Waiting == 0)
            return null;
        var open = state.SentAt + Gap(state);
        return state.IsUrgent || state.Waiting >= Count ? open : Math.Max(open, state.FirstAt + AgeMs);
    }

    private static long Gap(FlushState state) =>
        state.IsSlow ? SlowGapMs
        : state.IsUrgent ? LeastGapMs
        : Math.Clamp(state.SentBytes * 1_000L / BytesPerSecond, LeastGapMs, MostGapMs);
}
