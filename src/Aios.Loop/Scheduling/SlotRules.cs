using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Loop.Scheduling;

/// <summary>Who may execute a step. Slots are given in the same order as events, and two of them are kept for what is urgent.</summary>
public static class SlotRules
{
    /// <summary>A run waits for one slot at a time: asking again while it waits or runs changes nothing.</summary>
    /// <param name="answers">The event that the run answers, as it was handed over; null when that is not known any more.</param>
    public static Decision<IEvent> Request(
        SchedulingState state,
        SchedulingSettings settings,
        RequestSlot request,
        Moment now,
        QueuedEvent? answers = null
    ) =>
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
                        state.TimeOf(now),
                        state.Slots.NextOrder
                    )
                    {
                        Rank = settings.Policy == SchedulingPolicy.Fifo ? 0 : request.DeadlineAt,
                        EventSeq = request.EventSeq,
                        StartBy = StartBy(state.TimeOf(now), settings, request, answers),
                    }
                )
            );

    public static Decision<IEvent> Release(SchedulingState state, RunId run) =>
        state.Running.ContainsKey(run) || state.IsWaitingForSlot(run)
            ? Decision<IEvent>.Of(new SlotReleased(run))
            : Decision<IEvent>.Nothing;

    /// <summary>
    /// Grants as many waiting requests as slots allow, in order. While the queue is paused none; while it drains those of runs that have begun.
    /// </summary>
    /// <param name="isHeld">The run waits whatever is free; null: none is held.</param>
    public static Decision<IEvent> Grant(SchedulingState state, SchedulingSettings settings, Moment now, Func<RunId, bool>? isHeld = null)
    {
        var time = state.TimeOf(now);
        List<IEvent>? facts = null;
        while (Next(state, settings, time, isHeld) is { } next)
        {
            var granted = new SlotGranted(next.Run, next.Step, next.Priority, time - next.Arrived);
            (facts ??= []).Add(granted);
            state = state.Apply(granted);
        }
        return facts is null ? Decision<IEvent>.Nothing : new Decision<IEvent>(facts);
    }

    /// <summary>Runs whose event has waited its whole bound, the queue and the wait for a slot together, and that have not begun.</summary>
    /// <param name="isHeld">The run waits whatever is free, as long as it is held; null: none is.</param>
    public static Decision<IEvent> Expire(SchedulingState state, Moment now, Func<RunId, bool>? isHeld = null)
    {
        if (state.Standing.IsHalted)
            return Decision<IEvent>.Nothing;
        var time = state.TimeOf(now);
        return new Decision<IEvent>([
            .. state
                .Requests.SelectMany(lane => lane)
                .Where(request => request.StartBy <= time && isHeld?.Invoke(request.Run) != true)
                .Select(request => new StartShed(request, time - request.Arrived)),
        ]);
    }

    /// <summary>May one more step of this priority execute? All slots for P0; one less for P1; two less for the rest.</summary>
    public static bool HasSlot(SchedulingState state, SchedulingSettings settings, Priority priority)
    {
        var held = state.Slots.Held;
        var ordinary = held[2] + held[3];
        return held[0] + held[1] + ordinary < settings.MaxConcurrent
            && (priority == Priority.P0 || ordinary + held[1] < settings.MaxConcurrent - 1)
            && (priority <= Priority.P1 || ordinary < settings.MaxConcurrent - 2);
    }

    // A run that waited for a person first has the whole bound from the time on when it may begin.
    private static long StartBy(long time, SchedulingSettings settings, RequestSlot request, QueuedEvent? answers) =>
        request.IsContinuation ? long.MaxValue
        : answers?.DeadlineAt > time ? answers.DeadlineAt
        : time + (long)settings.BoundOf(request.Priority).TotalMilliseconds;

    private static SlotRequest? Next(SchedulingState state, SchedulingSettings settings, long time, Func<RunId, bool>? isHeld)
    {
        if (state.Standing.Mode == QueueMode.Paused)
            return null;
        var isFifo = settings.Policy == SchedulingPolicy.Fifo;
        var (best, rank) = (default(SlotRequest), default((Priority, bool, long, long)));
        foreach (var lane in state.Requests)
        {
            if (lane.IsEmpty || lane.FirstOrDefault(each => isHeld?.Invoke(each.Run) != true) is not { } first)
                continue;
            if (!HasSlot(state, settings, first.Priority))
                continue;
            if (state.Standing.Holds(first.IsContinuation))
                continue;
            var aged = isFifo ? Priority.P0 : SchedulingRules.Aged(first.Priority, time - first.Arrived, settings.BoundOf(first.Priority));
            var own = (aged, !first.IsContinuation, first.Rank, first.Order);
            if (best is null || own.CompareTo(rank) < 0)
                (best, rank) = (first, own);
        }
        return best;
    }
}
