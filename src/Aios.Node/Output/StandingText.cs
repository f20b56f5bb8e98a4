using Aios.Loop.Scheduling;

namespace Aios.Node.Output;

/// <summary>How the queue stands, for people.</summary>
internal static class StandingText
{
    public static string Word(QueueMode mode) => mode.ToString().ToLowerInvariant();

    /// <summary>One sentence with what follows from it and what ends it; null while the queue runs.</summary>
    public static string? Of(QueueStanding standing) =>
        standing.IsHalted
            ? $"the queue is {Word(standing.Mode)} since {Say.Time(standing.SinceWall)}, by {standing.By} ({standing.Reason}): "
                + (
                    standing.Mode == QueueMode.Paused
                        ? "no event is answered and no step begins, whatever its priority"
                        : "no event is answered and no run begins; runs that have begun go on"
                )
                + "; 'aios queue resume' ends it"
            : null;
}
