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
        if (recorded.Seq <= state.LastSeen)
            return Decision<IEvent>.Nothing;
        if (
            EventTypes.IsRecord(recorded.Event.Type)
            || EventTypes.IsImported(recorded.Event)
            || EventTypes.SaysOver(recorded.Event.Type)
            || !index.Asks(recorded.Event.Type)
        )
            return Decision<IEvent>.Of(new EventPassed(recorded.Seq));
        var priority = recorded.Event.Priority;
        var entry = new QueuedEvent(recorded, now.Monotonic, now.Plus(settings.BoundOf(priority)).Monotonic);
        if (state.Waiting < settings.QueueCapacity)
            return Decision<IEvent>.Of(new EventQueued(entry));
        var victim = Lowest.First(lane => state.Depth[(int)lane] > 0);
        if (victim <= priority)
            return Decision<IEvent>.Of(new EventShed(recorded.Seq, priority, 0, "queue-full"));
        var last = state.Lanes[(int)victim].Last();
        return Decision<IEvent>.Of(new EventShed(last.Seq, victim, now.Monotonic - last.Arrived, "queue-full"), new EventQueued(entry));
    }

    /// <summary>What waited too long, and then as many as the reactor may have, in order.</summary>
    public static Decision<IEvent> Dispatch(SchedulingState state, SchedulingSettings settings, Moment now)
    {
        List<IEvent>? facts = null;
        while (Expired(state, now) is { } expired)
            Note(new EventShed(expired.Seq, expired.Priority, now.Monotonic - expired.Arrived, "bound"));
        for (var position = 1; state.WithReactor < settings.HandOffWindow && Next(state, settings, now) is { } next; position++)
            Note(new EventDispatched(next.Seq, next.Priority, now.Monotonic - next.Arrived, position));
        return facts is null ? Decision<IEvent>.Nothing : new Decision<IEvent>(facts);

        void Note(IEvent fact)
        {
            (facts ??= []).Add(fact);
            state = state.Apply(fact);
        }
    }

    public static Decision<IEvent> Settle(SchedulingState state, long seq) =>
        state.HandedOver.Contains(seq) ? Decision<IEvent>.Of(new EventSettled(seq)) : Decision<IEvent>.Nothing;

    /// <summary>A run waits for one slot at a time: asking again while it waits or runs changes nothing.</summary>
    public static Decision<IEvent> Request(SchedulingState state, RequestSlot request, Moment now) =>
        state.Running.ContainsKey(request.Run) || state.IsWaitingForSlot(request.Run)
            ? Decision<IEvent>.Nothing
            : Decision<IEvent>.Of(
                new SlotRequested(
                    new SlotRequest(
                        request.Run,
                        request.Step,
                        request.Priority,
                        request.DeadlineAt,
                        request.IsContinuation,
                        now.Monotonic,
                        state.NextOrder
                    )
                )
            );

    public static Decision<IEvent> Release(SchedulingState state, RunId run) =>
        state.Running.ContainsKey(run) || state.IsWaitingForSlot(run)
            ? Decision<IEvent>.Of(new SlotReleased(run))
            : Decision<IEvent>.Nothing;

    /// <summary>Grants as many waiting requests as slots allow, in order.</summary>
    /// <param name="isHeld">The run waits whatever is free; null: none is held.</param>
    public static Decision<IEvent> Grant(SchedulingState state, SchedulingSettings settings, Moment now, Func<RunId, bool>? isHeld = null)
    {
        var facts = new List<IEvent>();
        while (NextRequest(state, settings, now, isHeld) is { } next)
        {
            var granted = new SlotGranted(next.Run, next.Step, next.Priority, now.Monotonic - next.Arrived);
            facts.Add(granted);
            state = state.Apply(granted);
        }
        return new Decision<IEvent>(facts);
    }

    /// <summary>May one more step of this priority execute? All slots for P0; one less for P1; two less for the rest.</summary>
    public static bool HasSlot(SchedulingState state, SchedulingSettings settings, Priority priority)
    {
        int[] running = [0, 0, 0, 0];
        foreach (var granted in state.Running.Values)
            running[(int)granted.Priority]++;
        var ordinary = running[2] + running[3];
        return running.Sum() < settings.MaxConcurrent
            && (priority == Priority.P0 || ordinary + running[1] < settings.MaxConcurrent - 1)
            && (priority <= Priority.P1 || ordinary < settings.MaxConcurrent - 2);
    }

    /// <summary>P2 and P3 count as P1 once half their bound is over.</summary>
    public static Priority Aged(Priority priority, long waitedMs, TimeSpan bound) =>
        priority > Priority.P1 && waitedMs * 2 >= (long)bound.TotalMilliseconds ? Priority.P1 : priority;

    // Asked for every event: plain loops, because a query that sorts four heads costs more than all the rest.
    private static QueuedEvent? Expired(SchedulingState state, Moment now)
    {
        QueuedEvent? first = null;
        foreach (var lane in state.Lanes)
            if (
                !lane.IsEmpty
                && lane.Peek() is var head
                && head.DeadlineAt <= now.Monotonic
                && head.DeadlineAt < (first?.DeadlineAt ?? long.MaxValue)
            )
                first = head;
        return first;
    }

    private static QueuedEvent? Next(SchedulingState state, SchedulingSettings settings, Moment now)
    {
        var (best, rank) = (default(QueuedEvent), default((Priority, long, long)));
        foreach (var lane in state.Lanes)
        {
            if (lane.IsEmpty)
                continue;
            var head = lane.Peek();
            var aged = Aged(head.Priority, now.Monotonic - head.Arrived, settings.BoundOf(head.Priority));
            var own = (aged, head.DeadlineAt, head.Seq);
            if (best is null || own.CompareTo(rank) < 0)
                (best, rank) = (head, own);
        }
        return best;
    }

    private static SlotRequest? NextRequest(SchedulingState state, SchedulingSettings settings, Moment now, Func<RunId, bool>? isHeld) =>
        state
            .Requests.Where(lane => !lane.IsEmpty)
            .Select(lane => isHeld is null ? lane.Min : lane.FirstOrDefault(request => !isHeld(request.Run)))
            .OfType<SlotRequest>()
            .Where(request => HasSlot(state, settings, request.Priority))
            .OrderBy(request => Aged(request.Priority, now.Monotonic - request.Arrived, settings.BoundOf(request.Priority)))
            .ThenByDescending(request => request.IsContinuation)
            .ThenBy(request => request.DeadlineAt)
            .ThenBy(request => request.Order)
            .FirstOrDefault();
}
