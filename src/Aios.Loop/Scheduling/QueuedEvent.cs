using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <param name="Arrived">Milliseconds of the queue's own clock, which stands still while the queue does.</param>
/// <param name="DeadlineAt">When it is shed if it still waits, on the same clock.</param>
public sealed record QueuedEvent(RecordedEvent Recorded, long Arrived, long DeadlineAt)
{
    public long Seq => Recorded.Seq;
    public Priority Priority => Recorded.Event.Priority;

    /// <summary>What it speaks of, or null.</summary>
    public EventKey? Key { get; init; }

    /// <summary>The record that put it into the queue again; null when it came by itself.</summary>
    public long? AgainAt { get; init; }

    /// <summary>Of the record that put it here: the log is dealt with up to the one before the oldest.</summary>
    public long Place => AgainAt ?? Seq;
}

/// <param name="Arrived">As of a queued event.</param>
/// <param name="Order">Arrival number among the requests.</param>
public sealed record SlotRequest(RunId Run, string Step, Priority Priority, long DeadlineAt, bool IsContinuation, long Arrived, long Order)
{
    /// <summary>What goes first among equals: the deadline, or nothing, so that arrival alone decides.</summary>
    public long Rank { get; init; } = DeadlineAt;

    /// <summary>The event that the run answers.</summary>
    public long EventSeq { get; init; }

    /// <summary>When the run is given up if it has not begun, on the queue's clock.</summary>
    public long StartBy { get; init; } = long.MaxValue;
}
