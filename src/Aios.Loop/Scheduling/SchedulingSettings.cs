using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <param name="MaxConcurrent">Steps that execute at once; 3 to 256. One is kept for P0, one for P0 and P1.</param>
/// <param name="QueueCapacity">Events waiting for the reactor; 16 to 1,000,000.</param>
/// <param name="HandOffWindow">
/// Events that may be with the reactor, or whose run waits for its first slot, before no more are handed over that are not more urgent; 1 to 1,024.
/// </param>
/// <param name="BoundP1">Longest wait of a P1 event; P0 never waits that long, its bound is the same.</param>
public sealed record SchedulingSettings(
    int MaxConcurrent,
    int QueueCapacity,
    int HandOffWindow,
    TimeSpan BoundP1,
    TimeSpan BoundP2,
    TimeSpan BoundP3
)
{
    /// <summary>Who is next among those that wait.</summary>
    public SchedulingPolicy Policy { get; init; } = SchedulingPolicy.Priority;

    public static SchedulingSettings Default { get; } =
        new(5, 10_000, 64, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));

    public TimeSpan BoundOf(Priority priority) =>
        priority switch
        {
            Priority.P0 or Priority.P1 => BoundP1,
            Priority.P2 => BoundP2,
            _ => BoundP3,
        };

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var (second, day) = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return new Faults(prefix)
            .Range("max-concurrent", MaxConcurrent, 3, 256, "steps")
            .Range("queue-capacity", QueueCapacity, 16, 1_000_000, "events")
            .Range("hand-off-window", HandOffWindow, 1, 1024, "events")
            .Range("bound-p1", BoundP1, second, day)
            .Range("bound-p2", BoundP2, BoundP1, day)
            .Range("bound-p3", BoundP3, BoundP2, day)
            .Found;
    }
}

/// <summary>The order in which events and steps are taken. Bounds and the reserved slots hold for each.</summary>
public enum SchedulingPolicy
{
    /// <summary>Priority, then deadline, then arrival, with ageing.</summary>
    Priority,

    /// <summary>Arrival alone.</summary>
    Fifo,
}
