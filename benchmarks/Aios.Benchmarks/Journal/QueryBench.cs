using System.Diagnostics;
using Aios.Journal.Log;
using Aios.Loop.Vocabulary;

namespace Aios.Benchmarks.Journal;

/// <summary>How soon is the first page of an answer out of a million events there, and in how much memory is all of it read?</summary>
internal static class QueryBench
{
    private const int Page = 50;
    private const int Each = 12;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var reader = new EventLogReader(MillionEvents.Folder);
        var random = new Random(20260314);
        var kinds = new Func<EventFilter>[]
        {
            () =>
                new() { Type = "deploy.*", First = Page },
            () =>
                new() { Type = "deploy.finished", Last = Page },
            () =>
                new() { AtLeast = Severity.Critical, First = Page },
            () =>
                new() { Source = $"app/{random.Next(MillionEvents.Sources)}", First = Page },
            () =>
                new() { TraceId = MillionEvents.Trace(random.Next(MillionEvents.Count)), First = Page },
            () =>
                new() { TraceId = MillionEvents.Trace(random.Next(MillionEvents.Count)), Last = Page },
            () =>
                new() { FromSeq = random.Next(MillionEvents.Count), First = Page },
            () => Window(random.Next(MillionEvents.Count)),
        };
        Time(reader, kinds[0]());
        var times = Enumerable
            .Range(0, Each * kinds.Length * rounds)
            .Select(i => Time(reader, kinds[i % kinds.Length]()))
            .Order()
            .ToArray();
        var trace = MillionEvents.Trace(random.Next(MillionEvents.Count));
        var whole = Time(reader, new() { Where = record => record.Event.TraceId == trace });
        var p95 = Measure.Percentile(times, 0.95);
        return
        [
            new("query, first page out of 1 M events, P95", p95, "ms", $"reading every event: {whole:N0} ms", p95 / whole),
            new("query, first page out of 1 M events, P50", Measure.Median(times), "ms"),
            new("query, heap while all of 1 M events is read", HeapGrowth(reader), "MB"),
        ];
    }

    private static EventFilter Window(int number)
    {
        var from = MillionEvents.FirstTime + number * MillionEvents.MsPerEvent;
        return new()
        {
            FromTime = from,
            ToTime = from + 60_000,
            First = Page,
        };
    }

    private static double Time(EventLogReader reader, EventFilter filter)
    {
        var start = Stopwatch.GetTimestamp();
        if (reader.Query(filter).Count() == 0)
            throw new InvalidOperationException($"nothing found: {filter}");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double HeapGrowth(EventLogReader reader)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        foreach (var record in reader.Query(EventFilter.All))
            if (record.Seq % 100_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        return most / 1e6;
    }
}
