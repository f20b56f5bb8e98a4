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

    public sealed record EventDispatched(long Seq, Priority Priority, long WaitedMs, int Position) : IEvent;

    /// <param name="Reason"><c>bound</c> or <c>queue-full</c>.</param>
    public sealed record EventShed(long Seq, Priority Priority, long WaitedMs, string Reason) : IEvent;

    public sealed record EventSettled(long Seq) : IEvent;

    public sealed record SlotRequested(SlotRequest Request) : IEvent;

    /// <summary>Also told to the run that waits for it.</summary>
    public sealed record SlotGranted(RunId Run, string Step, Priority Priority, long WaitedMs) : IEvent, IReply;

    public sealed record SlotReleased(RunId Run) : IEvent;

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
    ) : IReply;
}

/// <param name="Arrived">Monotonic milliseconds.</param>
/// <param name="DeadlineAt">When it is shed if it still waits.</param>
public sealed record QueuedEvent(RecordedEvent Recorded, long Arrived, long DeadlineAt)
{
    public long Seq => Recorded.Seq;
    public Priority Priority => Recorded.Event.Priority;
}

/// <param name="Order">Arrival number among the requests.</param>
public sealed record SlotRequest(RunId Run, string Step, Priority Priority, long DeadlineAt, bool IsContinuation, long Arrived, long Order);

/// <summary>The event types that some playbook asks for: exact names, prefixes ending in a dot, or all.</summary>
public sealed record TypeIndex(IReadOnlySet<string> Exact, IReadOnlyList<string> Prefixes)
{
    public static TypeIndex Empty { get; } = new(new HashSet<string>(), []);

    /// <summary>Some playbook asks for events of any type: all are let through that are no record of the node itself.</summary>
    public bool IsEverything { get; init; }

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes = new HashSet<string>(
        Prefixes,
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Costs one look-up for each dot of the type, however many prefixes there are.</summary>
    public bool Asks(string type)
    {
        if (IsEverything || Exact.Contains(type))
            return true;
        if (Prefixes.Count == 0)
            return false;
        for (var dot = type.IndexOf('.'); dot >= 0; dot = type.IndexOf('.', dot + 1))
            if (_prefixes.Contains(type.AsSpan(0, dot + 1)))
                return true;
        return false;
    }
}
