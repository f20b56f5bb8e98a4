using Aios.Loop.Effects;
using Aios.Loop.Surface.Measures;

namespace Aios.Actors.Spine;

/// <summary>Runs that ended since the start, counted as their end is put on record.</summary>
public sealed class RunCounts
{
    private readonly long[] _ended = new long[Enum.GetValues<RunPhase>().Length];

    /// <summary>From the plan to the end, in seconds.</summary>
    public Spread Took { get; } = Spread.OfWork();

    public long Ended(RunPhase phase) => Volatile.Read(ref _ended[(int)phase]);

    internal void Add(RunState run)
    {
        Interlocked.Increment(ref _ended[(int)run.Phase]);
        Took.Add((run.UpdatedAt - run.PlannedAt) / 1_000.0);
    }
}
