using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Loop.Reacting;

/// <summary>Which playbook answers an event, and why the others do not.</summary>
public static class ReactingRules
{
    /// <summary>An event that was handed over.</summary>
    public static Decision<IEvent> React(ReactingState state, Catalog catalog, RecordedEvent recorded, Moment now)
    {
        if (state.PlannedFor.TryGetValue(recorded.Seq, out var known))
            return Answers.Skip(recorded, [], $"run {known} was planned for this event already");
        if (state.Waiting.Find(recorded.Seq) is { } held)
            return Answers.Hold(recorded, held, [], "it waits for its target already");
        if (EventTypes.SaysOver(recorded.Event))
            return Answers.Skip(recorded, [], "it says that something is over");

        var scope = new EventScope(recorded);
        var (fit, moves) = (new List<Considered>(), new List<WindowMove>());
        var reasons = new CandidateReasons(catalog, scope);
        foreach (var playbook in catalog.Candidates(scope))
        {
            var considered = ConsiderRules.ConsiderFound(state, playbook, scope, now, reasons.HasRoom);
            moves.AddRange(considered.Moves);
            reasons.Add(considered);
            if (considered.Fits)
                fit.Add(considered);
        }
        // One that only watches takes nothing from those that may act.
        fit.Sort(static (a, b) => a.IsShadow.CompareTo(b.IsShadow) is var watches and not 0 ? watches : Compare(a.Playbook, b.Playbook));
        var more = reasons.Close();
        var decision =
            fit.Count > 0
                ? Answers.Choose(state, recorded, fit, reasons.Listed, more, now)
                : Answers.Skip(
                    recorded,
                    reasons.Listed,
                    (reasons.Listed.Count == 0 ? "no playbook asks for it" : "every candidate has a reason against it") + more
                );
        return moves.Count == 0 ? decision : decision with { Events = [.. decision.Events, new WindowsMoved(moves)] };
    }

    /// <summary>
    /// What one playbook says to one event, as <see cref="React"/> would ask it, windows included. Nothing is changed by asking.
    /// </summary>
    public static Considered Consider(ReactingState state, Playbook playbook, RecordedEvent recorded, Moment now)
    {
        if (state.PlannedFor.TryGetValue(recorded.Seq, out var known))
            return Considered.No(playbook, $"run {known} was planned for this event already");
        return EventTypes.SaysOver(recorded.Event)
            ? Considered.No(playbook, "it says that something is over")
            : ConsiderRules.Consider(state, playbook, new EventScope(recorded), now);
    }

    /// <summary>The time of a window is over: its playbook answers the last event of it.</summary>
    /// <param name="recorded">The event <see cref="OpenWindow.LastSeq"/>.</param>
    public static Decision<IEvent> EndWindow(ReactingState state, Catalog catalog, DueWindow due, RecordedEvent recorded, Moment now)
    {
        var window = state.Windows.Find(due.Playbook, due.Group)!;
        var what = window.Kind == WindowKind.NotAll ? "not all of its conditions were met" : $"{window.Seen} events were gathered";
        var decision = Answer(state, catalog, due.Playbook, recorded, window.Events, what, now);
        return decision with { Events = [.. decision.Events, new WindowsMoved([WindowRules.End(due.Playbook, due.Group, window)])] };
    }

    /// <summary>The target of a waiting event is free: its playbook answers it.</summary>
    public static Decision<IEvent> Resume(ReactingState state, Catalog catalog, HeldEvent held, RecordedEvent recorded, Moment now)
    {
        // It must not count as waiting behind itself.
        var others = state with
        {
            Waiting = state.Waiting.Release(held.EventSeq),
        };
        var decision = Answer(others, catalog, held.Playbook, recorded, [], "its target is free", now);
        var released = new EventReleased(held.EventSeq, held.Playbook, decision.Record!.Rationale);
        // Released last, so that a record that ends half-way leaves it waiting; unless it waits anew.
        return decision.Events.Any(fact => fact is EventHeld)
            ? decision with
            {
                Events = [released, .. decision.Events],
            }
            : decision with
            {
                Events = [.. decision.Events, released],
            };
    }

    /// <summary>Those whose target is free, one for each target, the longest waiting first.</summary>
    public static HeldEvent? NextToResume(ReactingState state) =>
        state.Waiting.IsEmpty
            ? null
            : state
                .Waiting.ByTarget.Where(each => !state.BusyTargets.ContainsKey(each.Key))
                .Select(each => each.Value[0])
                .MinBy(held => held.EventSeq);

    /// <summary>Best first: confidence, an exact type before a prefix, a condition before none, the newer version, the id.</summary>
    public static int Compare(Playbook a, Playbook b) =>
        b.Confidence.CompareTo(a.Confidence) is var confidence and not 0 ? confidence
        : b.Trigger.Specificity.CompareTo(a.Trigger.Specificity) is var specific and not 0 ? specific
        : b.Version.CompareTo(a.Version) is var version and not 0 ? version
        : string.CompareOrdinal(a.Id.Value, b.Id.Value);

    private static Decision<IEvent> Answer(
        ReactingState state,
        Catalog catalog,
        PlaybookId id,
        RecordedEvent recorded,
        IReadOnlyList<long> events,
        string what,
        Moment now
    )
    {
        if (catalog.Find(id) is not { Enabled: true } playbook)
            return Answers.Skip(recorded, [], $"{what}, and playbook {id} is not loaded or disabled");
        if (state.PlannedFor.GetValueOrDefault(recorded.Seq) == PlanRules.IdOf(recorded.Event, id))
            return Answers.Skip(recorded, [], $"run {PlanRules.IdOf(recorded.Event, id)} was planned for this event already");
        var considered = ConsiderRules.ConsiderMet(state, playbook, recorded, now) with { Events = events };
        return considered.Fits
            ? Answers.Choose(state, recorded, [considered], [], $"; {what}", now)
            : Answers.Skip(
                recorded,
                [new DecisionOption(id.Value, playbook.Confidence, considered.Against!)],
                $"{what}, and its playbook has a reason against it"
            );
    }
}
