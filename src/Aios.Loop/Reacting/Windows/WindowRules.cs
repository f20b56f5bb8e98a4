using Aios.Loop.Vocabulary;

namespace Aios.Loop.Reacting.Windows;

/// <summary>When events together are enough. Times are those of the events, of timed windows the time of now.</summary>
public static class WindowRules
{
    public static WindowVerdict Take(WindowState state, Playbook playbook, string group, EventScope scope, Moment now)
    {
        if (playbook.Trigger.Window is not { } template)
            return WindowVerdict.Pass;
        var parts = PartsOf(template, scope);
        if (template.Conditions.Count > 0 && parts.Count == 0)
            return WindowVerdict.No(NoneHolds(template, scope));
        if (template.Kind == WindowKind.Any)
            return WindowVerdict.Pass;
        var recorded = scope.Recorded;
        if (state.HasTaken(recorded.Seq))
            return WindowVerdict.No("its window has taken this event before");
        // A sender's clock that runs ahead must not open a window in the future.
        var at = template.IsTimed ? now.Wall : Math.Min(recorded.Event.Timestamp, now.Wall);
        var window = state.Find(playbook.Id, group);
        if (window is null && !state.HasRoom(playbook.Id, at))
            return WindowVerdict.No($"{WindowTemplate.MostGroups} of its groups have an open window, the most one playbook may have");
        if (window?.Kind != template.Kind)
            window = null;
        if (window is { Kind: WindowKind.Count or WindowKind.All } && at < window.EndsAt - 2 * window.WithinMs)
            return WindowVerdict.No($"it is older than {Faults.Text(template.Within)} before the newest that counts");
        return Decide(new Asked(playbook.Id, group, template, recorded.Seq, at, parts), window);
    }

    /// <summary>A window whose time is over: the event to be answered, and the move that ends it.</summary>
    public static WindowMove End(PlaybookId playbook, string group, OpenWindow window) =>
        new(playbook, group, WindowMoveKind.Ended, window.Kind, window.LastSeq, window.EndsAt, window.WithinMs, [], window.Events);

    private static WindowVerdict Decide(Asked asked, OpenWindow? window) =>
        asked.Template.Kind switch
        {
            WindowKind.Count or WindowKind.AccumulateWithin => Counted(asked, window),
            WindowKind.All => All(asked, window),
            WindowKind.NotAll => NotAll(asked, window),
            WindowKind.OnceWithin => Once(asked, window),
            WindowKind.OnceAfter => asked.Count(
                $"it is gathered with {(window?.Seen ?? 0) + 1} in all, to be answered in {Left(window, asked)}"
            ),
            _ => throw new InvalidOperationException($"a window does not know {asked.Template.Kind}"),
        };

    private static WindowVerdict Counted(Asked asked, OpenWindow? window)
    {
        var kept = Kept(asked, window);
        return kept.Count + 1 >= asked.Template.Count
            ? asked.Meet(kept)
            : asked.Count($"{kept.Count + 1} of {asked.Template.Count} within {Within(asked)}");
    }

    private static WindowVerdict All(Asked asked, OpenWindow? window)
    {
        var left = window?.Left(asked.At) ?? [];
        var met = left.Select(hit => hit.Part).Concat(asked.Parts).Distinct().Count();
        return met == asked.Template.Conditions.Count
            ? asked.Meet([.. left.Select(hit => hit.Seq).Distinct()])
            : asked.Count($"{met} of {asked.Template.Conditions.Count} conditions within {Within(asked)}");
    }

    private static WindowVerdict NotAll(Asked asked, OpenWindow? window)
    {
        var met = (window?.Hits.Select(hit => hit.Part) ?? []).Concat(asked.Parts).Distinct().Count();
        if (met < asked.Template.Conditions.Count)
            return asked.Count(
                $"{met} of {asked.Template.Conditions.Count} conditions; it is answered in {Left(window, asked)} unless all are met"
            );
        return asked.Meet(Kept(asked, window)) with { Against = $"all {met} conditions were met within {Within(asked)}" };
    }

    private static WindowVerdict Once(Asked asked, OpenWindow? window)
    {
        if (window is null || window.IsOver(asked.At))
            return asked.Count("") with { Against = null };
        return WindowVerdict.No($"event {window.LastSeq} was the first within {Within(asked)}; it is silent for {Left(window, asked)}");
    }

    private static IReadOnlyList<int> PartsOf(WindowTemplate template, EventScope scope) =>
        template.Conditions.Count == 0
            ? []
            : [.. Enumerable.Range(0, template.Conditions.Count).Where(i => template.Conditions[i].Evaluate(scope).IsTrue)];

    private static string NoneHolds(WindowTemplate template, EventScope scope) =>
        $"none of its {template.Conditions.Count} conditions holds: {template.Conditions[0].Explain(scope)}";

    private static IReadOnlyList<long> Kept(Asked asked, OpenWindow? window) =>
        [.. (window?.Left(asked.At) ?? []).Select(hit => hit.Seq).Distinct()];

    private static string Within(Asked asked) => Faults.Text(asked.Template.Within);

    private static string Left(OpenWindow? window, Asked asked) =>
        Faults.Text(TimeSpan.FromSeconds(Math.Ceiling(((window?.EndsAt ?? asked.At + asked.Template.WithinMs) - asked.At) / 1000d)));

    /// <summary>One event before one window.</summary>
    private sealed record Asked(PlaybookId Playbook, string Group, WindowTemplate Template, long Seq, long At, IReadOnlyList<int> Parts)
    {
        public WindowVerdict Count(string against) => new(against, [Move(WindowMoveKind.Counted, [])], []);

        public WindowVerdict Meet(IReadOnlyList<long> others) => new(null, [Move(WindowMoveKind.Ended, others)], [.. others, Seq]);

        private WindowMove Move(WindowMoveKind what, IReadOnlyList<long> used) =>
            new(Playbook, Group, what, Template.Kind, Seq, At, Template.WithinMs, what == WindowMoveKind.Counted ? Parts : [], used);
    }
}
