using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Scheduling;

/// <summary>Who is next. Priority, then deadline, then arrival; ageing up to P1; reserved slots.</summary>
public static class SchedulingRules
{
    private static readonly Priority[] Lowest = [Priority.P3, Priority.P2, Priority.P1, Priority.P0];

    /// <summary>A recorded event comes in, in the order of the log. One that was seen before changes nothing.</summary>
    public static Decision<IEvent> Admit(
        SchedulingState state,
        SchedulingSettings settings,
        TypeIndex index,
        RecordedEvent recorded,
        Moment now
    )
    {
        var fact = recorded.Event;
        if (recorded.Seq <= state.LastSeen)
            return Decision<IEvent>.Nothing;
        if (EventTypes.IsRecord(fact.Type) || EventTypes.IsImported(fact) || state.IsOver(recorded.Seq, recorded.Seq))
            return Decision<IEvent>.Of(new EventPassed(recorded.Seq));
        var isAsked = !EventTypes.SaysOver(fact.Type) && index.Asks(fact.Type);
        // What nobody asks for is looked into only where it may end the wait of another.
        if (!isAsked && (state.Keys.IsEmpty || !EventTypes.SaysOver(fact)))
            return Decision<IEvent>.Of(new EventPassed(recorded.Seq));
        var key = EventKey.Of(fact);
        var earlier = key is null ? null : state.Keys.GetValueOrDefault(key);
        if (!isAsked)
            return earlier is null
                ? Decision<IEvent>.Of(new EventPassed(recorded.Seq))
                : Decision<IEvent>.Of(Superseded(state, earlier, recorded.Seq, now), new EventPassed(recorded.Seq));
        var entry = Entry(state, settings, recorded, now) with { Key = key };
        return Enter(state, settings, entry, earlier, now);
    }

    /// <summary>An event that had left the queue comes in again, because a record at this place says so.</summary>
    public static Decision<IEvent> AdmitAgain(
        SchedulingState state,
        SchedulingSettings settings,
        RecordedEvent target,
        long place,
        Moment now
    )
    {
        if (place <= state.LastSeen)
            return Decision<IEvent>.Nothing;
        if (state.IsOver(target.Seq, place) || !QueueRules.MayComeBack(state, target))
            return Decision<IEvent>.Of(new EventPassed(place));
        var key = EventKey.Of(target.Event);
        var entry = Entry(state, settings, target, now) with { Key = key, AgainAt = place };
        var other = key is null ? null : state.Keys.GetValueOrDefault(key);
        return other?.Seq > target.Seq
            ? Decision<IEvent>.Of(new EventSuperseded(entry, 0, other.Seq))
            : Enter(state, settings, entry, other, now);
    }

    /// <summary>What waited too long, and then as many as the reactor may have, in order. Nothing while the queue stands still.</summary>
    public static Decision<IEvent> Dispatch(SchedulingState state, SchedulingSettings settings, Moment now)
    {
        if (state.Standing.IsHalted)
            return Decision<IEvent>.Nothing;
        var time = state.TimeOf(now);
        List<IEvent>? facts = null;
        while (Expired(state, time) is { } expired)
            Note(new EventShed(expired, time - expired.Arrived, "bound"));
        for (var position = 1; Next(state, settings, time) is { } next; position++)
            Note(new EventDispatched(next, time - next.Arrived, position));
        return facts is null ? Decision<IEvent>.Nothing : new Decision<IEvent>(facts);

        void Note(IEvent fact)
        {
            (facts ??= []).Add(fact);
            state = state.Apply(fact);
        }
    }

    public static Decision<IEvent> Settle(SchedulingState state, long seq) =>
        state.HandedOver.ContainsKey(seq) ? Decision<IEvent>.Of(new EventSettled(seq)) : Decision<IEvent>.Nothing;

    /// <summary>P2 and P3 count as P1 once half their bound is over.</summary>
    public static Priority Aged(Priority priority, long waitedMs, TimeSpan bound) =>
        priority > Priority.P1 && waitedMs * 2 >= (long)bound.TotalMilliseconds ? Priority.P1 : priority;

    /// <summary>
    /// May one more event of this priority go to the reactor? What is there and what waits for its first slot counts, as far as it is not less
    /// urgent: under overload events wait in the queue, where they can be superseded, cancelled and shed, and not as runs.
    /// </summary>
    public static bool HasWindow(SchedulingState state, SchedulingSettings settings, Priority priority)
    {
        var inHand = 0;
        for (var i = 0; i <= (int)priority; i++)
            inHand += state.InHand[i] + state.Slots.Unbegun[i];
        return inHand < settings.HandOffWindow;
    }

    private static QueuedEvent Entry(SchedulingState state, SchedulingSettings settings, RecordedEvent recorded, Moment now)
    {
        var time = state.TimeOf(now);
        return new QueuedEvent(recorded, time, time + (long)settings.BoundOf(recorded.Event.Priority).TotalMilliseconds);
    }

    private static Decision<IEvent> Enter(
        SchedulingState state,
        SchedulingSettings settings,
        QueuedEvent entry,
        QueuedEvent? earlier,
        Moment now
    )
    {
        if (earlier is not null)
            return Decision<IEvent>.Of(Superseded(state, earlier, entry.Seq, now), new EventQueued(entry));
        if (QueueRules.HasRoom(state, settings))
            return Decision<IEvent>.Of(new EventQueued(entry));
        var lowest = Lowest.First(lane => state.Lanes[(int)lane].Count > 0);
        if (lowest <= entry.Priority || settings.Policy == SchedulingPolicy.Fifo)
            return Decision<IEvent>.Of(new EventShed(entry, 0, "queue-full"));
        var victim = state.Lanes[(int)lowest].Last!;
        return Decision<IEvent>.Of(new EventShed(victim, state.TimeOf(now) - victim.Arrived, "queue-full"), new EventQueued(entry));
    }

    private static EventSuperseded Superseded(SchedulingState state, QueuedEvent earlier, long bySeq, Moment now) =>
        new(earlier, state.TimeOf(now) - earlier.Arrived, bySeq);

    // Asked for every event: plain loops, because a query that sorts four heads costs more than all the rest.
    private static QueuedEvent? Expired(SchedulingState state, long time)
    {
        QueuedEvent? first = null;
        foreach (var lane in state.Lanes)
            if (lane.First is { } head && head.DeadlineAt <= time && head.DeadlineAt < (first?.DeadlineAt ?? long.MaxValue))
                first = head;
        return first;
    }

    private static QueuedEvent? Next(SchedulingState state, SchedulingSettings settings, long time)
    {
        var isFifo = settings.Policy == SchedulingPolicy.Fifo;
        var (best, rank) = (default(QueuedEvent), default((Priority, long, long)));
        foreach (var lane in state.Lanes)
        {
            if (lane.First is not { } head || !HasWindow(state, settings, head.Priority))
                continue;
            var aged = Aged(head.Priority, time - head.Arrived, settings.BoundOf(head.Priority));
            var own = isFifo ? (Priority.P0, 0L, head.Place) : (aged, head.DeadlineAt, head.Place);
            if (best is null || own.CompareTo(rank) < 0)
                (best, rank) = (head, own);
        }
        return best;
    }
}
