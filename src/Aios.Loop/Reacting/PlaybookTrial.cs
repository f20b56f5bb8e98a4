using Aios.Loop.Effects;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What one playbook would make of one event.</summary>
/// <param name="AtWall">When that is decided, milliseconds since the Unix epoch: of a window that fires by itself after the event.</param>
/// <param name="Plan">What it would do; null when it cannot be told.</param>
/// <param name="Against">The first reason against it; null when it would answer.</param>
/// <param name="Readings">What its condition read, with the values.</param>
public sealed record Trial(RecordedEvent Recorded, long AtWall, RunPlan? Plan, string? Against, IReadOnlyList<string> Readings)
{
    /// <summary>Events that are answered together; empty when the event is answered by itself.</summary>
    public IReadOnlyList<long> Events { get; init; } = [];
}

/// <summary>
/// Hands events to one playbook by the rules of the reactor, in the time that the events tell. Nothing is done, and each run counts as
/// verified at once, so that only the playbook itself stands between two events.
/// </summary>
public static class PlaybookTrial
{
    /// <param name="events">By time, each with a number of its own; one that is earlier than the one before counts as simultaneous with it.</param>
    public static IEnumerable<Trial> Run(Playbook playbook, IEnumerable<RecordedEvent> events)
    {
        var (state, catalog, wall) = (ReactingState.Empty, new Catalog([playbook]), 0L);
        var seen = new Dictionary<long, RecordedEvent>();
        foreach (var recorded in events)
        {
            wall = Math.Max(wall, recorded.Event.Timestamp);
            foreach (var trial in Ended(wall))
                yield return trial;
            seen[recorded.Seq] = recorded;
            yield return One(recorded);
        }
        foreach (var trial in Ended(long.MaxValue))
            yield return trial;

        Trial One(RecordedEvent recorded)
        {
            var readings = Readings(playbook, recorded);
            if (NeverScheduled(recorded.Event) is { } never)
                return new Trial(recorded, wall, null, never, readings);
            var considered = ReactingRules.Consider(state, playbook, recorded, new Moment(wall, wall));
            if (considered.Moves.Count > 0)
                state = state.Apply(new ReactingProtocol.WindowsMoved(considered.Moves));
            if (considered.Plan is { } plan)
                state = After(state, plan, wall);
            return new Trial(recorded, wall, considered.Plan, considered.Against, readings) { Events = considered.Events };
        }

        IEnumerable<Trial> Ended(long until)
        {
            while (state.Windows.Due is { IsEmpty: false } due && due.Min.AtWall <= until)
            {
                var (next, window) = (due.Min, state.Windows.Find(due.Min.Playbook, due.Min.Group)!);
                var last = seen[window.LastSeq];
                var decision = ReactingRules.EndWindow(state, catalog, next, last, new Moment(next.AtWall, next.AtWall));
                var plan = decision.Events.OfType<ReactingProtocol.Matched>().FirstOrDefault()?.Plan;
                foreach (var moved in decision.Events.OfType<ReactingProtocol.WindowsMoved>())
                    state = state.Apply(moved);
                if (plan is not null)
                    state = After(state, plan, next.AtWall);
                var against = plan is null ? Why(playbook, decision) : null;
                yield return new Trial(last, next.AtWall, plan, against, Readings(playbook, last)) { Events = window.Events };
            }
        }
    }

    public static IReadOnlyList<string> Readings(Playbook playbook, RecordedEvent recorded) =>
        playbook.Trigger.When?.Readings(new EventScope(recorded)) ?? [];

    /// <summary>Why the scheduler does not even hand an event over; null when it may.</summary>
    public static string? NeverScheduled(Event fact) =>
        EventTypes.IsRecord(fact.Type) ? $"{fact.Type} is a record of the node itself: nothing answers it"
        : EventTypes.IsImported(fact) ? "it was imported: history is not acted on"
        : null;

    private static ReactingState After(ReactingState state, RunPlan plan, long wall) =>
        state
            .Apply(new ReactingProtocol.Matched(plan, null, wall))
            .Apply(new ReactingProtocol.RunClosed(plan.Id, plan.Playbook, RunPhase.Verified));

    private static string Why(Playbook playbook, Decision<ReactingProtocol.IEvent> decision) =>
        decision.Record?.Options.FirstOrDefault(option => option.Name == playbook.Id.Value)?.Reason
        ?? decision.Record?.Rationale
        ?? "it is not answered";
}
