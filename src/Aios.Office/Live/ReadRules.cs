namespace Aios.Office.Live;

/// <summary>What is known of the rows of a stream since they were read. Times are milliseconds of a clock that never goes back.</summary>
/// <param name="IsTouched">Something may have changed since the last reading began.</param>
/// <param name="IsUrgent">It was something that cannot wait.</param>
/// <param name="EndedAt">When the last reading ended, which took so long.</param>
internal readonly record struct ReadState(bool IsTouched, bool IsUrgent, bool IsReading, long EndedAt, long TookMs)
{
    /// <summary>Never read; somebody waits for the first snapshot.</summary>
    public static ReadState Unread { get; } = new(true, true, false, long.MinValue / 2, 0);

    public ReadState Touch(bool isUrgent) => this with { IsTouched = true, IsUrgent = IsUrgent || isUrgent };

    public ReadState Begin() => this with { IsTouched = false, IsUrgent = false, IsReading = true };

    public ReadState End(long tookMs, long now) => this with { IsReading = false, EndedAt = now, TookMs = tookMs };
}

/// <summary>When the rows of a stream are read again: soon after they were touched, and never so often that reading becomes the work.</summary>
internal static class ReadRules
{
    /// <summary>From one reading to the next, at least; for what is urgent as short as between two frames.</summary>
    public const long GapMs = 100;

    /// <summary>What takes long to read is left alone so many times as long: it takes 5 % of the time at most, 33 % when it is urgent.</summary>
    public const long RestPerRead = 20;
    public const long UrgentRestPerRead = 2;
    public const long MostRestMs = 5_000;

    /// <returns>Null: it is being read, or nothing touched it.</returns>
    public static long? DueAt(ReadState state) =>
        !state.IsTouched || state.IsReading ? null
        : state.IsUrgent ? state.EndedAt + Math.Clamp(UrgentRestPerRead * state.TookMs, FlushRules.LeastGapMs, MostRestMs)
        : state.EndedAt + Math.Clamp(RestPerRead * state.TookMs, GapMs, MostRestMs);
}
