using Aios.Journal.Log;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Journal;

/// <summary>What does ingest cost when a thousand subscribers wait for other events?</summary>
internal static class SubscriptionBench
{
    private const int Idle = 1_000;
    private const int Batch = 512;
    private const int Batches = 200;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var (alone, among, _) = LogWorkload.Compare(
            rounds,
            Batch * Batches,
            folder => Ingest(folder, subscribers: 0),
            folder => Ingest(folder, Idle)
        );
        return
        [
            new("ingest among 1,000 idle subscribers, time", 1e6 / among, "µs/event", $"none: {1e6 / alone:0.00} µs/event", alone / among),
        ];
    }

    private static void Ingest(DataFolder folder, int subscribers)
    {
        var events = LogWorkload.Events(Batch);
        using var log = LogWorkload.Open(folder);
        var idle = Enumerable.Range(0, subscribers).Select(i => log.Subscriptions.Subscribe(Pattern(i), _ => { })).ToList();
        using var room = new SemaphoreSlim(8);
        using var done = new CountdownEvent(Batches);
        for (var i = 0; i < Batches; i++)
        {
            room.Wait();
            log.Append(events, result => Publish(log, result, room, done));
        }
        done.Wait();
        idle.ForEach(subscription => subscription.Dispose());
    }

    private static void Publish(EventLog log, AppendResult result, SemaphoreSlim room, CountdownEvent done)
    {
        foreach (var record in ((AppendResult.Stored)result).Records)
            log.Subscriptions.Publish(record);
        room.Release();
        done.Signal();
    }

    private static string Pattern(int number) =>
        (number % 3) switch
        {
            0 => $"idle{number}.*",
            1 => $"*.idle{number}",
            _ => $"idle.kind{number}",
        };
}
