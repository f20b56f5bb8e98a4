namespace Aios.Office.Live;

/// <summary>How somebody keeps up with what is sent.</summary>
/// <param name="Fulls">How often in a row the queue was full, each time within <see cref="ReaderRules.WithinMs"/> of the one before.</param>
/// <param name="FullAt">The last time, milliseconds of a clock that never goes back.</param>
/// <param name="IsSlow">Follows slow streams: the same rows, one frame a second.</param>
internal readonly record struct ReaderState(int Fulls, long FullAt, bool IsSlow);

/// <summary>What becomes of a reader whose queue is full.</summary>
internal enum Relief
{
    /// <summary>The queue is emptied; one snapshot stands for all that was in it.</summary>
    Snapshot,

    /// <summary>The same, of the slow streams.</summary>
    SlowGroup,

    Goodbye,
}

/// <summary>Nobody waits for a slow reader, and none is given up before less was tried.</summary>
internal static class ReaderRules
{
    /// <summary>Of the queue of one socket.</summary>
    public const int MostFrames = 64;
    public const long MostBytes = 1024 * 1024;

    public const long WithinMs = 30_000;

    /// <summary>Beside others; where nothing waits, one frame has room however long it is.</summary>
    public static bool HasRoom(int frames, long bytes, int next) => frames < MostFrames && bytes + next <= MostBytes;

    public static (ReaderState State, Relief Relief) Full(ReaderState state, long now)
    {
        var fulls = state.Fulls > 0 && now - state.FullAt <= WithinMs ? state.Fulls + 1 : 1;
        var relief = fulls switch
        {
            1 => Relief.Snapshot,
            2 => Relief.SlowGroup,
            _ => Relief.Goodbye,
        };
        return (new ReaderState(fulls, now, state.IsSlow || relief == Relief.SlowGroup), relief);
    }

    /// <summary>Who asks anew and kept up for a while follows the usual streams again.</summary>
    public static ReaderState Greet(ReaderState state, long now) => state.IsSlow && now - state.FullAt > WithinMs ? default : state;
}
