using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>What one playbook would make of one event.</summary>
/// <param name="Plan">Null when it would not answer.</param>
/// <param name="Against">The first reason against it; null when it would answer.</param>
/// <param name="Readings">What its condition read, with the values.</param>
public sealed record Trial(RecordedEvent Recorded, RunPlan? Plan, string? Against, IReadOnlyList<string> Readings);

/// <summary>
/// Hands events to one playbook by the rules of the reactor, in the time that the events tell. Nothing is done, and each run counts as
/// verified at once, so that only the playbook itself stands between two events.
/// </summary>
public static class PlaybookTrial
{
    /// <param name="events">By time; one that is earlier than the one before counts as simultaneous with it.</param>
    public static IEnumerable<Trial> Run(Playbook playbook, IEnumerable<RecordedEvent> events)
    {
        var (state, catalog, wall) = (ReactingState.Empty, new Catalog([playbook]), 0L);
        foreach (var recorded in events)
        {
            wall = Math.Max(wall, recorded.Event.Timestamp);
            var readings = playbook.Trigger.When?.Readings(new EventScope(recorded)) ?? [];
            if (NeverScheduled(playbook, recorded.Event) is { } never)
            {
                yield return new Trial(recorded, null, never, readings);
                continue;
            }
            var decision = ReactingRules.React(state, catalog, recorded, new Moment(wall, wall));
            var trial = new Trial(recorded, null, "it is not answered", readings);
            foreach (var fact in decision.Events)
            {
                state = state.Apply(fact);
                if (fact is ReactingProtocol.Matched matched)
                {
                    trial = trial with { Plan = matched.Plan, Against = null };
                    state = state.Apply(new ReactingProtocol.RunClosed(matched.Plan.Id, playbook.Id, RunPhase.Verified));
                }
                else if (fact is ReactingProtocol.Skipped skipped)
                    trial = trial with { Against = Why(playbook, skipped) };
            }
            yield return trial;
        }
    }

    private static string? NeverScheduled(Playbook playbook, Event fact) =>
        EventTypes.IsRecord(fact.Type) ? $"{fact.Type} is a record of the node itself: nothing answers it"
        : EventTypes.IsImported(fact) ? "it was imported: history is not acted on"
        : EventTypes.SaysOver(fact.Type) ? "it says that something is over"
        : playbook.Enabled && !new Catalog([playbook]).Index.Asks(fact.Type)
            ? $"its type is {fact.Type}, asked for is {playbook.Trigger.Type}"
        : null;

    private static string Why(Playbook playbook, ReactingProtocol.Skipped skipped) =>
        skipped.Record.Options.FirstOrDefault(option => option.Name == playbook.Id.Value)?.Reason ?? skipped.Reason;
}
