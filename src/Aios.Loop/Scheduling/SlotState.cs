using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Scheduling;

/// <summary>Which runs wait for a slot, and which hold one.</summary>
public sealed record SlotState
{
    public static SlotState Empty { get; } = new();

    /// <summary>By priority, the next one first.</summary>
    public ImmutableArray<ImmutableSortedSet<SlotRequest>> Requests { get; init; } =
    [.. Enumerable.Repeat(ImmutableSortedSet.Create<SlotRequest>(RequestOrder.Instance), 4)];
    public ImmutableDictionary<RunId, SlotRequest> Asked { get; init; } = ImmutableDictionary<RunId, SlotRequest>.Empty;
    public ImmutableDictionary<RunId, SlotGranted> Running { get; init; } = ImmutableDictionary<RunId, SlotGranted>.Empty;

    /// <summary>How many are held, by priority.</summary>
    public ImmutableArray<int> Held { get; init; } = [0, 0, 0, 0];

    /// <summary>Runs that have not begun and wait, by priority.</summary>
    public ImmutableArray<int> Unbegun { get; init; } = [0, 0, 0, 0];
    public long NextOrder { get; init; }

    public SlotState Apply(SlotRequested fact)
    {
        var request = fact.Request;
        return this with
        {
            Requests = Requests.SetItem((int)request.Priority, Requests[(int)request.Priority].Add(request)),
            Asked = Asked.SetItem(request.Run, request),
            Unbegun = request.IsContinuation ? Unbegun : Changed(Unbegun, request.Priority, +1),
            NextOrder = request.Order + 1,
        };
    }

    public SlotState Apply(SlotGranted granted) =>
        WithoutRequest(granted.Run) with
        {
            Running = Running.SetItem(granted.Run, granted),
            Held = Changed(Held, granted.Priority, +1),
        };

    public SlotState Apply(SlotReleased released)
    {
        var next = WithoutRequest(released.Run);
        return Running.TryGetValue(released.Run, out var granted)
            ? next with
            {
                Running = Running.Remove(released.Run),
                Held = Changed(Held, granted.Priority, -1),
            }
            : next;
    }

    public SlotState Apply(StartShed shed) => WithoutRequest(shed.Request.Run);

    private static ImmutableArray<int> Changed(ImmutableArray<int> counts, Priority priority, int by) =>
        counts.SetItem((int)priority, counts[(int)priority] + by);

    private SlotState WithoutRequest(RunId run) =>
        Asked.TryGetValue(run, out var request)
            ? this with
            {
                Requests = Requests.SetItem((int)request.Priority, Requests[(int)request.Priority].Remove(request)),
                Asked = Asked.Remove(run),
                Unbegun = request.IsContinuation ? Unbegun : Changed(Unbegun, request.Priority, -1),
            }
            : this;

    private sealed class RequestOrder : IComparer<SlotRequest>
    {
        public static readonly RequestOrder Instance = new();

        public int Compare(SlotRequest? x, SlotRequest? y) =>
            y!.IsContinuation.CompareTo(x!.IsContinuation) is var continuation and not 0 ? continuation
            : x.Rank.CompareTo(y.Rank) is var rank and not 0 ? rank
            : x.Order.CompareTo(y.Order);
    }
}
