using System.Text.Json;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Benchmarks.Loop;

/// <summary>
/// What does it cost to find the playbook that answers an event, and does that grow with their number?
/// Baseline: one playbook after the other is asked whether type and condition fit.
/// </summary>
internal static class MatchBench
{
    private static readonly int[] Sizes = [3, 100, 1_000, 10_000];
    private static readonly (string Name, Func<int, (Playbook[], RecordedEvent)> Make)[] Ways =
    [
        ("match by type", PlaybookSets.ByType),
        ("match with condition", PlaybookSets.WithCondition),
        ("match by prefix", PlaybookSets.ByPrefix),
        ("match by keyword", PlaybookSets.ByKeyword),
        ("one type for all", PlaybookSets.OneBucket),
    ];
    private static readonly Dictionary<(string, int), (Playbook[] Playbooks, Catalog Catalog, RecordedEvent Asked)> Sets = [];

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var rows = new List<BenchRow>();
        foreach (var (name, make) in Ways)
        {
            var costs = new List<double>();
            foreach (var size in Sizes)
            {
                var (playbooks, catalog, asked) = Set(name, make, size);
                var linear = PerCall(rounds, () => Linear(playbooks, asked) is not null);
                var own = PerCall(rounds, () => Find(catalog, asked) is not null);
                costs.Add(own);
                rows.Add(new($"{name}, {size:N0} playbooks", own, "ns", $"one after the other: {Numbers.Text(linear)}", own / linear));
            }
            rows.Add(new($"{name}, 10,000 to 3", costs[^1] / costs[0], "×"));
            var (_, largest, fact) = Set(name, make, Sizes[^1]);
            var whole = PerCall(rounds, () => ReactingRules.React(ReactingState.Empty, largest, fact, default).Events.Count == 1);
            rows.Add(new($"{name}, 10,000: plan and record too", whole, "ns"));
        }
        return rows;
    }

    internal static Playbook? Find(Catalog catalog, RecordedEvent asked)
    {
        var scope = new EventScope(asked);
        foreach (var playbook in catalog.Candidates(scope))
            if (playbook.Trigger.When is not { } when || when.Evaluate(scope).IsTrue)
                return playbook;
        return null;
    }

    internal static Playbook? Linear(Playbook[] playbooks, RecordedEvent asked)
    {
        var (scope, type) = (new EventScope(asked), asked.Event.Type);
        foreach (var playbook in playbooks)
        {
            var trigger = playbook.Trigger;
            var fits = trigger.FitsType(type) && (trigger.Keywords.Count == 0 || Stands(trigger.Keywords, asked.Event));
            if (fits && (trigger.When is not { } when || when.Evaluate(scope).IsTrue))
                return playbook;
        }
        return null;
    }

    private static bool Stands(IReadOnlyList<string> keywords, Event fact) =>
        fact.Payload!.Value.EnumerateObject()
            .Any(member =>
                member.Value.ValueKind == JsonValueKind.String
                && keywords.Any(keyword => member.Value.GetString()!.Contains(keyword, StringComparison.OrdinalIgnoreCase))
            );

    // Found, or the question was not the one that was meant.
    private static double PerCall(int rounds, Func<bool> match) =>
        match()
            ? Measure.Median(Enumerable.Range(0, rounds).Select(_ => Measure.PerCall(match).Nanoseconds))
            : throw new InvalidOperationException("no playbook fits");

    private static (Playbook[] Playbooks, Catalog Catalog, RecordedEvent Asked) Set(
        string name,
        Func<int, (Playbook[] Playbooks, RecordedEvent Asked)> make,
        int size
    )
    {
        if (Sets.TryGetValue((name, size), out var known))
            return known;
        var (playbooks, asked) = make(size);
        return Sets[(name, size)] = (playbooks, new Catalog(playbooks), asked);
    }
}
