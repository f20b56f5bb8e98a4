using System.Diagnostics;
using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Benchmarks.Journal;
using Aios.Journal.Decisions;
using Aios.Journal.Log;
using Aios.Journal.Store;
using Aios.Journal.Traces;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Node.Composition;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Node;

/// <summary>How soon is it told why something happened, and why something did not, in a log of a million events?</summary>
internal static class WhyBench
{
    private const int Each = 20;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            using var store = StateDatabase.Open(DataFolder.OpenOrCreate(path));
            var reader = new EventLogReader(MillionEvents.Folder);
            var traces = new TraceReader(reader, new DecisionStore(store), new EffectLedger(store, TimeProvider.System));
            var (memory, catalog) = (Runs(), Playbooks());
            var explanations = new Explanations(traces, () => memory, () => catalog, () => new Moment(MillionEvents.FirstTime, 0));
            var random = new Random(20260314);
            string Number() => $"{random.Next(MillionEvents.Count) + 1}";
            string Run() => memory.ActiveRuns.Values.ElementAt(random.Next(memory.ActiveRuns.Count)).Plan.Id.Value;
            string Id() => MillionEvents.Id(random.Next(MillionEvents.Count));
            Time(() => explanations.Why(Number()) is not null);
            var whole = Time(() => reader.Query(new() { Where = record => record.Event.Id.Value == Id() }).Count() >= 0);
            return
            [
                Row("why, a run", rounds, whole, () => explanations.Why(Run()) is { Links.Count: > 0 }),
                Row("why, an event by its number", rounds, whole, () => explanations.Why(Number()) is { Links.Count: > 0 }),
                Row("why-not", rounds, whole, () => explanations.WhyNot("p7", Number()).Answer is not null),
                new(
                    "why, an event by an id that tells no time, P95",
                    P95(rounds, () => explanations.Why(Id()) is { Links.Count: > 0 }),
                    "ms"
                ),
            ];
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static BenchRow Row(string name, int rounds, double whole, Func<bool> ask)
    {
        var p95 = P95(rounds, ask);
        return new BenchRow($"{name}, P95", p95, "ms", $"reading every event: {whole:N0} ms", p95 / whole);
    }

    private static double P95(int rounds, Func<bool> ask) =>
        Measure.Percentile([.. Enumerable.Range(0, Each * rounds).Select(_ => Time(ask)).Order()], 0.95);

    private static double Time(Func<bool> ask)
    {
        var start = Stopwatch.GetTimestamp();
        if (!ask())
            throw new InvalidOperationException("nothing was found");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Runs in memory that answer events all over the log.</summary>
    private static Recollection Runs()
    {
        var (memory, catalog) = (Recollection.Empty, Playbooks());
        for (var i = 0; i < 500; i++)
        {
            var number = i * (MillionEvents.Count / 500);
            var cause = new RecordedEvent(number + 1, "bench-0001", 1, MillionEvents.Event(number));
            var plan = PlanRules.Plan(catalog.Playbooks[0], cause).Plan!;
            var (type, severity, payload) = RunCodec.Write(plan, new RunProtocol.Planned(plan, cause.Event.Timestamp));
            memory = memory.Apply(
                cause with
                {
                    Event = cause.Event with { Type = type, Severity = severity, Payload = payload, Source = RunCodec.Source },
                }
            );
        }
        return memory;
    }

    private static Catalog Playbooks() =>
        new([
            .. Enumerable
                .Range(0, 100)
                .Select(i => new Playbook(
                    new PlaybookId($"p{i}"),
                    1,
                    "Tell",
                    true,
                    new Trigger($"app.kind{i % 30}", null, []),
                    0.5,
                    Risk.Read,
                    false,
                    TimeSpan.Zero,
                    TimeSpan.FromSeconds(1),
                    null,
                    RetrySettings.Default,
                    [
                        new StepTemplate(
                            "tell",
                            new ActionTemplate.Notify([new Argument.Literal("look")]),
                            Risk.Read,
                            null,
                            false,
                            null,
                            true
                        ),
                    ],
                    new GateTemplate(GateKind.None, TimeSpan.Zero, TimeSpan.FromSeconds(1), null),
                    [],
                    new Origin("bench.conf", 1, 1)
                )),
        ]);
}
