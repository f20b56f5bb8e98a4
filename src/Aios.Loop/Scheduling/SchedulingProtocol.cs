using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>What the scheduler is asked, what it decides, what it answers. Times are monotonic milliseconds.</summary>
public static class SchedulingProtocol
{
    /// <summary>Name of the checkpoint: every event up to it is settled.</summary>
    public const string Reader = "scheduler";

    public interface ICommand;

    public interface IEvent;

    public interface IQuery;

    public interface IReply;

    /// <summary>The reactor says which events anybody asks for.</summary>
    public sealed record AdoptIndex(TypeIndex Index) : ICommand;

    /// <summary>The reactor is done with an event; its runs, if any, are on record.</summary>
    /// <param name="StartsRun">A run was planned; its first slot ends the event's wait.</param>
    public sealed record SettleEvent(long Seq, bool StartsRun) : ICommand;

    /// <param name="IsContinuation">A later step of a run that has started.</param>
    /// <param name="EventSeq">The event that the run answers.</param>
    public sealed record RequestSlot(RunId Run, long EventSeq, string Step, Priority Priority, long DeadlineAt, bool IsContinuation)
        : ICommand;

    /// <summary>The step is over, or the request is withdrawn. Unknown runs are ignored.</summary>
    public sealed record ReleaseSlot(RunId Run) : ICommand;

    /// <summary>An event nobody asks for: only the checkpoint moves.</summary>
    public sealed record EventPassed(long Seq) : IEvent;

    public sealed record EventQueued(QueuedEvent Entry) : IEvent;

    /// <param name="Position">Its place among those that are handed over at once, from 1.</param>
    public sealed record EventDispatched(QueuedEvent Entry, long WaitedMs, int Position) : IEvent
    {
        public long Seq => Entry.Seq;
    }

    /// <param name="Reason"><c>bound</c> or <c>queue-full</c>.</param>
    public sealed record EventShed(QueuedEvent Entry, long WaitedMs, string Reason) : IEvent;

    /// <summary>A later event speaks of the same thing: nobody needs this one any more.</summary>
    /// <param name="BySeq">The later event.</param>
    public sealed record EventSuperseded(QueuedEvent Entry, long WaitedMs, long BySeq) : IEvent;

    /// <summary>A person took it out of the queue.</summary>
    public sealed record EventCancelled(QueuedEvent Entry, long WaitedMs) : IEvent;

    /// <summary>A person stopped the queue or lets it go on; that is on record.</summary>
    public sealed record StandingChanged(QueueStanding Standing, Moment At) : IEvent;

    public sealed record EventSettled(long Seq) : IEvent;

    public sealed record SlotRequested(SlotRequest Request) : IEvent;

    /// <summary>Also told to the run that waits for it.</summary>
    public sealed record SlotGranted(RunId Run, string Step, Priority Priority, long WaitedMs) : IEvent, IReply;

    public sealed record SlotReleased(RunId Run) : IEvent;

    /// <summary>No slot became free for a run that has not begun, within the bound of its event: the event is shed, and the run with it.</summary>
    public sealed record StartShed(SlotRequest Request, long WaitedMs) : IEvent;

    /// <summary>Told to whoever listens: the first step that answers an event may execute.</summary>
    public sealed record EventStarted(long Seq, long WaitedMs, Moment At);

    public sealed record GetQueue : IQuery;

    /// <param name="Depth">Waiting events by priority, P0 first.</param>
    /// <param name="OldestWaitMs">By priority; 0 when none waits.</param>
    public sealed record Queue(
        IReadOnlyList<int> Depth,
        IReadOnlyList<long> OldestWaitMs,
        IReadOnlyList<QueuedEvent> Waiting,
        IReadOnlyList<SlotRequest> WaitingForSlots,
        IReadOnlyList<SlotGranted> Running,
        int MaxConcurrent,
        long Checkpoint,
        long LastSeen,
        long Passed,
        long Dispatched,
        long Shed
    ) : IReply
    {
        public QueueStanding Standing { get; init; } = QueueStanding.Runs;
        public SchedulingPolicy Policy { get; init; }
        public long Superseded { get; init; }
        public long Cancelled { get; init; }

        /// <summary>On record and not yet in the queue, which was full while it stood still.</summary>
        public long InLog { get; init; }
    }
}
