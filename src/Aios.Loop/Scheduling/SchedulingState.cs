using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Scheduling;

/// <summary>What waits, what runs, and how far the log has been dealt with.</summary>
public sealed record SchedulingState
{
    public static SchedulingState Empty { get; } = new();

    /// <summary>Waiting events by priority, each lane in order of arrival (which is also the order of deadlines).</summary>
    public ImmutableArray<ImmutableQueue<QueuedEvent>> Lanes { get; init; } = [.. Enumerable.Repeat(ImmutableQueue<QueuedEvent>.Empty, 4)];
    public ImmutableArray<int> Depth { get; init; } = [0, 0, 0, 0];

    /// <summary>With the reactor; never more than the hand-off window, so that the backlog does not make it slower.</summary>
    public ImmutableSortedSet<long> HandedOver { get; init; } = [];
    public ImmutableArray<ImmutableSortedSet<SlotRequest>> Requests { get; init; } =
    [.. Enumerable.Repeat(ImmutableSortedSet.Create<SlotRequest>(RequestOrder.Instance), 4)];
    public ImmutableDictionary<RunId, SlotGranted> Running { get; init; } = ImmutableDictionary<RunId, SlotGranted>.Empty;
    public long LastSeen { get; init; }
    public long NextOrder { get; init; }
    public long Passed { get; init; }
    public long Dispatched { get; init; }
    public long Shed { get; init; }

    public int Waiting => Depth[0] + Depth[1] + Depth[2] + Depth[3];
    public int WithReactor => HandedOver.Count;
    public int Unsettled => Waiting + WithReactor;

    /// <summary>Every event up to this one is settled.</summary>
    public long Checkpoint
    {
        get
        {
            var oldest = HandedOver.IsEmpty ? LastSeen + 1 : HandedOver.Min;
            foreach (var lane in Lanes)
                if (!lane.IsEmpty)
                    oldest = Math.Min(oldest, lane.Peek().Seq);
            return oldest - 1;
        }
    }

    public SchedulingState Apply(IEvent fact) =>
        fact switch
        {
            EventPassed passed => this with { LastSeen = passed.Seq, Passed = Passed + 1 },
            EventQueued { Entry: var entry } => this with
            {
                Lanes = Lanes.SetItem((int)entry.Priority, LaneOf(entry.Priority).Enqueue(entry)),
                Depth = Changed(entry.Priority, +1),
                LastSeen = Math.Max(LastSeen, entry.Seq),
            },
            EventDispatched dispatched => this with
            {
                Lanes = Lanes.SetItem((int)dispatched.Priority, WithoutHead(dispatched.Priority, dispatched.Seq)),
                Depth = Changed(dispatched.Priority, -1),
                HandedOver = HandedOver.Add(dispatched.Seq),
                Dispatched = Dispatched + 1,
            },
            EventShed shed => ApplyShed(shed),
            EventSettled settled => this with { HandedOver = HandedOver.Remove(settled.Seq) },
            SlotRequested { Request: var request } => WithRequests(request.Priority, Requests[(int)request.Priority].Add(request)) with
            {
                NextOrder = request.Order + 1,
            },
            SlotGranted granted => WithoutRequest(granted.Run) with { Running = Running.SetItem(granted.Run, granted) },
            SlotReleased released => WithoutRequest(released.Run) with { Running = Running.Remove(released.Run) },
            _ => throw new InvalidOperationException($"the scheduler does not know {fact.GetType().Name}"),
        };

    public bool IsWaitingForSlot(RunId run) => Requests.Any(lane => lane.Any(request => request.Run == run));

    private ImmutableQueue<QueuedEvent> LaneOf(Priority priority) => Lanes[(int)priority];

    // An event that is shed on arrival was never queued; one that is shed later is the head of its lane, or its last when the queue is full.
    private SchedulingState ApplyShed(EventShed shed)
    {
        var next = this with { Shed = Shed + 1, LastSeen = Math.Max(LastSeen, shed.Seq) };
        if (shed.Seq > LastSeen)
            return next;
        var lane = LaneOf(shed.Priority);
        var rest = lane.Peek().Seq == shed.Seq ? lane.Dequeue() : ImmutableQueue.CreateRange(lane.Where(entry => entry.Seq != shed.Seq));
        return next with { Lanes = Lanes.SetItem((int)shed.Priority, rest), Depth = Changed(shed.Priority, -1) };
    }

    private ImmutableQueue<QueuedEvent> WithoutHead(Priority priority, long seq)
    {
        var rest = LaneOf(priority).Dequeue(out var head);
        return head.Seq == seq
            ? rest
            : throw new InvalidOperationException($"event {seq} is not the first of {priority.Text()}, {head.Seq} is");
    }

    private ImmutableArray<int> Changed(Priority priority, int by) => Depth.SetItem((int)priority, Depth[(int)priority] + by);

    private SchedulingState WithRequests(Priority priority, ImmutableSortedSet<SlotRequest> lane) =>
        this with
        {
            Requests = Requests.SetItem((int)priority, lane),
        };

    private SchedulingState WithoutRequest(RunId run)
    {
        for (var i = 0; i < Requests.Length; i++)
            if (Requests[i].FirstOrDefault(request => request.Run == run) is { } found)
                return WithRequests((Priority)i, Requests[i].Remove(found));
        return this;
    }

    private sealed class RequestOrder : IComparer<SlotRequest>
    {
        public static readonly RequestOrder Instance = new();

        public int Compare(SlotRequest? x, SlotRequest? y) =>
            y!.IsContinuation.CompareTo(x!.IsContinuation) is var continuation and not 0 ? continuation
            : x.DeadlineAt.CompareTo(y.DeadlineAt) is var deadline and not 0 ? deadline
            : x.Order.CompareTo(y.Order);
    }
}
