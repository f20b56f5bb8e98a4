using System.Collections.Frozen;
using System.Collections.Immutable;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Scheduling;

/// <summary>What waits, what runs, and how far the log has been dealt with.</summary>
public sealed record SchedulingState
{
    public static SchedulingState Empty { get; } = new();

    /// <summary>Waiting events by priority, each lane in order of arrival (which is also the order of deadlines).</summary>
    public ImmutableArray<EventLane> Lanes { get; init; } = [.. Enumerable.Repeat(EventLane.Empty, 4)];

    /// <summary>The waiting event of each key.</summary>
    public ImmutableDictionary<EventKey, QueuedEvent> Keys { get; init; } = ImmutableDictionary<EventKey, QueuedEvent>.Empty;

    /// <summary>Waiting events that came back.</summary>
    public ImmutableHashSet<long> Again { get; init; } = [];

    /// <summary>With the reactor; at most a hand-off window of each priority, so that the backlog does not make it slower.</summary>
    public ImmutableSortedDictionary<long, QueuedEvent> HandedOver { get; init; } = ImmutableSortedDictionary<long, QueuedEvent>.Empty;

    /// <summary>The same, counted by priority.</summary>
    public ImmutableArray<int> InHand { get; init; } = [0, 0, 0, 0];
    public SlotState Slots { get; init; } = SlotState.Empty;
    public QueueStanding Standing { get; init; } = QueueStanding.Runs;

    /// <summary>Monotonic; null while it runs.</summary>
    public long? StandsSince { get; init; }

    /// <summary>For how long it has stood still, all in all.</summary>
    public long StoodMs { get; init; }

    /// <summary>Events that the log says left the queue before this start, and the last record that says so.</summary>
    public IReadOnlyDictionary<long, long> Over { get; init; } = FrozenDictionary<long, long>.Empty;
    public long LastSeen { get; init; }
    public long Passed { get; init; }
    public long Dispatched { get; init; }
    public long Shed { get; init; }
    public long Superseded { get; init; }
    public long Cancelled { get; init; }

    public int Waiting => Lanes[0].Count + Lanes[1].Count + Lanes[2].Count + Lanes[3].Count;
    public int WithReactor => HandedOver.Count;
    public int Unsettled => Waiting + WithReactor;
    public ImmutableArray<ImmutableSortedSet<SlotRequest>> Requests => Slots.Requests;
    public ImmutableDictionary<RunId, SlotGranted> Running => Slots.Running;

    /// <summary>Every event up to this one is settled.</summary>
    public long Checkpoint
    {
        get
        {
            var oldest = LastSeen + 1;
            foreach (var (_, entry) in HandedOver)
                oldest = Math.Min(oldest, entry.Place);
            foreach (var lane in Lanes)
                oldest = Math.Min(oldest, lane.First?.Place ?? oldest);
            return oldest - 1;
        }
    }

    /// <summary>What a scheduler starts with.</summary>
    public static SchedulingState Begin(long lastSeen, QueueStanding standing, IReadOnlyDictionary<long, long> over, Moment now) =>
        Empty with
        {
            LastSeen = lastSeen,
            Over = over,
            Standing = standing,
            StandsSince = standing.IsHalted ? now.Monotonic : null,
        };

    public SchedulingState Apply(IEvent fact) =>
        fact switch
        {
            EventPassed passed => this with { LastSeen = Math.Max(LastSeen, passed.Seq), Passed = Passed + 1 },
            EventQueued queued => With(queued.Entry),
            EventDispatched { Entry: var entry } => Without(entry) with
            {
                HandedOver = HandedOver.Add(entry.Seq, entry),
                InHand = InHand.SetItem((int)entry.Priority, InHand[(int)entry.Priority] + 1),
                Dispatched = Dispatched + 1,
            },
            EventShed shed => Without(shed.Entry) with { Shed = Shed + 1 },
            EventSuperseded superseded => Without(superseded.Entry) with { Superseded = Superseded + 1 },
            EventCancelled cancelled => Without(cancelled.Entry) with { Cancelled = Cancelled + 1 },
            EventSettled settled => ApplySettled(settled),
            SlotRequested requested => this with { Slots = Slots.Apply(requested) },
            SlotGranted granted => this with { Slots = Slots.Apply(granted) },
            SlotReleased released => this with { Slots = Slots.Apply(released) },
            StartShed shed => this with { Slots = Slots.Apply(shed), Shed = Shed + 1 },
            StandingChanged changed => ApplyStanding(changed),
            _ => throw new InvalidOperationException($"the scheduler does not know {fact.GetType().Name}"),
        };

    public bool IsWaitingForSlot(RunId run) => Slots.Asked.ContainsKey(run);

    /// <summary>The queue's own clock: it stands still while the queue does, so that nobody's wait ends by that.</summary>
    public long TimeOf(Moment now) => (StandsSince ?? now.Monotonic) - StoodMs;

    /// <summary>The log told at the start that this event left the queue after the record at this place.</summary>
    public bool IsOver(long seq, long place) => Over.Count > 0 && Over.TryGetValue(seq, out var at) && at > place;

    private SchedulingState With(QueuedEvent entry) =>
        this with
        {
            Lanes = Lanes.SetItem((int)entry.Priority, Lanes[(int)entry.Priority].With(entry)),
            Keys = entry.Key is { } key ? Keys.SetItem(key, entry) : Keys,
            Again = entry.AgainAt is null ? Again : Again.Add(entry.Seq),
            LastSeen = Math.Max(LastSeen, entry.Place),
        };

    // An event that leaves on arrival was never queued.
    private SchedulingState Without(QueuedEvent entry) =>
        entry.Place > LastSeen
            ? this with
            {
                LastSeen = entry.Place,
            }
            : this with
            {
                Lanes = Lanes.SetItem((int)entry.Priority, Lanes[(int)entry.Priority].Without(entry)),
                Keys = entry.Key is { } key && Keys.TryGetValue(key, out var own) && own.Place == entry.Place ? Keys.Remove(key) : Keys,
                Again = entry.AgainAt is null ? Again : Again.Remove(entry.Seq),
            };

    private SchedulingState ApplySettled(EventSettled settled) =>
        HandedOver.TryGetValue(settled.Seq, out var entry)
            ? this with
            {
                HandedOver = HandedOver.Remove(settled.Seq),
                InHand = InHand.SetItem((int)entry.Priority, InHand[(int)entry.Priority] - 1),
            }
            : this;

    private SchedulingState ApplyStanding(StandingChanged changed) =>
        this with
        {
            Standing = changed.Standing,
            StandsSince = changed.Standing.IsHalted ? StandsSince ?? changed.At.Monotonic : null,
            StoodMs = changed.Standing.IsHalted || StandsSince is null ? StoodMs : StoodMs + changed.At.Monotonic - StandsSince.Value,
        };
}
