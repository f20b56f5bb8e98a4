using System.Diagnostics;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Benchmarks.Loop;

/// <summary>
/// How many events per second can the rules alone admit, hand over and settle while so many others wait?
/// Baseline: the framework's PriorityQueue, one in and one out, at the same backlog.
/// </summary>
internal static class SchedulerBench
{
    private const int Tasks = 100_000;
    private static readonly int[] Backlogs = [10, 10_000, 100_000, 1_000_000];

    // A window of one: each event that comes in lets exactly one out, and the backlog stays.
    private static readonly SchedulingSettings Settings = SchedulingSettings.Default with { QueueCapacity = 2_000_000, HandOffWindow = 1 };
    private static readonly TypeIndex Index = new(new HashSet<string> { "app.kind" }, []);
    private static readonly Moment Now = new(1_773_532_800_000, 1_000);
    private static readonly Dictionary<(int Backlog, bool HasKeys), SchedulingState> States = [];

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var rows = new List<BenchRow>();
        foreach (var backlog in Backlogs)
        {
            var heap = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Heap(backlog)));
            var rules = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Rules(backlog)));
            rows.Add(
                new(
                    $"scheduler rules, backlog {backlog:N0}",
                    rules / 1e3,
                    "k tasks/s",
                    $"PriorityQueue, in and out: {Numbers.Text(heap / 1e3)}",
                    rules / heap
                )
            );
        }
        var most = Backlogs[^1];
        var plain = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Rules(most)));
        var keyed = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Rules(most, hasKeys: true)));
        rows.Add(
            new(
                $"scheduler rules with keys, backlog {most:N0}",
                keyed / 1e3,
                "k tasks/s",
                $"without keys: {Numbers.Text(plain / 1e3)}",
                keyed / plain
            )
        );
        return rows;
    }

    /// <param name="hasKeys">Every event speaks of a thing of its own, so that each is looked up and none is superseded.</param>
    private static double Rules(int backlog, bool hasKeys = false)
    {
        var state = With(backlog, hasKeys);
        RecordedEvent[] coming = [.. Enumerable.Range(backlog + 1, Tasks).Select(seq => Fact(seq, hasKeys))];
        var began = Stopwatch.GetTimestamp();
        foreach (var recorded in coming)
        {
            state = After(state, SchedulingRules.Admit(state, Settings, Index, recorded, Now));
            var dispatched = SchedulingRules.Dispatch(state, Settings, Now);
            state = After(state, dispatched);
            foreach (var fact in dispatched.Events)
                state = After(state, SchedulingRules.Settle(state, ((EventDispatched)fact).Seq));
        }
        var elapsed = Stopwatch.GetElapsedTime(began);
        if (state.Dispatched < Tasks)
            throw new InvalidOperationException($"{state.Dispatched} of {Tasks} events were handed over");
        return Tasks / elapsed.TotalSeconds;
    }

    private static double Heap(int backlog)
    {
        var queue = new PriorityQueue<RecordedEvent, (Priority, long)>();
        for (var seq = 1L; seq <= backlog; seq++)
            queue.Enqueue(Fact(seq), (PriorityOf(seq), seq));
        var began = Stopwatch.GetTimestamp();
        for (var seq = backlog + 1L; seq <= backlog + Tasks; seq++)
            queue.EnqueueDequeue(Fact(seq), (PriorityOf(seq), seq));
        return Tasks / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static SchedulingState With(int backlog, bool hasKeys)
    {
        if (States.TryGetValue((backlog, hasKeys), out var known))
            return known;
        var state = SchedulingState.Empty;
        for (var seq = 1L; seq <= backlog; seq++)
            state = After(state, SchedulingRules.Admit(state, Settings, Index, Fact(seq, hasKeys), Now));
        return States[(backlog, hasKeys)] = state;
    }

    private static SchedulingState After(SchedulingState state, Decision<IEvent> decision)
    {
        foreach (var fact in decision.Events)
            state = state.Apply(fact);
        return state;
    }

    private static Priority PriorityOf(long seq) => (Priority)(seq % 4);

    private static RecordedEvent Fact(long seq, bool hasKey = false) =>
        new(
            seq,
            "bench-0001",
            1,
            new Event
            {
                Id = new EventId("0195b8a2-7c11-7d5e-9a3b-000000000001"),
                Type = "app.kind",
                Source = "bench",
                Timestamp = 1_773_532_800_000,
                Severity = Severity.Warn,
                Priority = PriorityOf(seq),
                Payload = hasKey ? LooseJson.Object(("key", $"thing-{seq}")) : null,
            }
        );
}
