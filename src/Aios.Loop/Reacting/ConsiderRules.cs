using Aios.Loop.Effects;
using Aios.Loop.Reacting.Matching;
using Aios.Loop.Reacting.Windows;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting;

/// <summary>One playbook before one event: the questions in their order, the first no is the reason.</summary>
internal static class ConsiderRules
{
    public static Considered Consider(ReactingState state, Playbook playbook, EventScope scope, Moment now)
    {
        var fact = scope.Recorded.Event;
        if (!playbook.Enabled)
            return Considered.No(playbook, "it is disabled");
        if (!playbook.Trigger.FitsType(fact.Type))
            return Considered.No(playbook, $"it asks for {string.Join(", ", playbook.Trigger.Types)}, not for {fact.Type}");
        if (!KeywordIndex.Fits(playbook.Trigger, fact))
            return Considered.No(
                playbook,
                $"none of its keywords is in the event: {string.Join(", ", playbook.Trigger.Keywords.Select(Shown.Quote))}"
            );
        return ConsiderFound(state, playbook, scope, now, explains: true);
    }

    /// <summary>The same for a playbook that the catalog has found: type and keywords fit.</summary>
    /// <param name="explains">Say what the condition read; that costs more than asking it.</param>
    public static Considered ConsiderFound(ReactingState state, Playbook playbook, EventScope scope, Moment now, bool explains)
    {
        if (!playbook.Enabled)
            return Considered.No(playbook, "it is disabled");
        if (playbook.Trigger.When is { } when && !when.Evaluate(scope).IsTrue)
            return Considered.No(playbook, (explains ? when.Explain(scope) : null) ?? "its condition does not hold");
        var group = PlanRules.GroupOf(playbook, scope.Recorded);
        var verdict = WindowRules.Take(state.Windows, playbook, group, scope, now);
        var considered = verdict.Against is { } against
            ? Considered.No(playbook, against)
            : ConsiderMet(state, playbook, scope.Recorded, now) with
            {
                Events = verdict.Events,
            };
        return considered with { Moves = verdict.Moves };
    }

    /// <summary>The same for an event that the playbook has to answer: everything before the plan was asked when it came.</summary>
    public static Considered ConsiderMet(ReactingState state, Playbook playbook, RecordedEvent recorded, Moment now)
    {
        var group = PlanRules.GroupOf(playbook, recorded);
        var target = PlanRules.TargetOf(playbook, recorded.Event, group);
        var busy = state.BusyTargets.TryGetValue(target, out var run) ? run : (RunId?)null;
        var rests = AgainstActing(state, playbook, group, now);
        if ((busy is { } other ? AgainstWaiting(state, playbook, target, other) : rests) is { } against)
            return Considered.No(playbook, against);
        var (plan, why) = PlanRules.Plan(playbook, recorded);
        if (plan is null)
            return Considered.No(playbook, why!);
        // Safeguards have their say here: of a plan that is ready, and before it ranks with others.
        var considered = PlaybookGuard.Guarded(state.Guard, new Considered(playbook, plan, null) { WaitsFor = busy }, recorded, now);
        // Who waits is asked about its rest when its turn comes: how the run before it ends decides that. Who only watches does not wait.
        return considered is { Fits: true, WaitsFor: null } && rests is not null ? Considered.No(playbook, rests) : considered;
    }

    private static string? AgainstActing(ReactingState state, Playbook playbook, string group, Moment now) =>
        state.CoolUntil.TryGetValue((playbook.Id, group), out var until) && until > now.Wall
            ? $"it rests for another {(until - now.Wall + 999) / 1000} s"
            : null;

    private static string? AgainstWaiting(ReactingState state, Playbook playbook, string target, RunId busy)
    {
        var waiting = state.Waiting.For(target).Count;
        return playbook.WhenBusy == BusyPolicy.DropNew ? $"run {busy} is acting on the same target"
            : waiting >= WaitingState.MostPerTarget
                ? $"run {busy} is acting on the same target, and {waiting} events wait for it, the most there may be"
            : state.Waiting.Count >= WaitingState.Most
                ? $"run {busy} is acting on the same target, and {state.Waiting.Count} events wait for theirs, the most there may be"
            : null;
    }
}
