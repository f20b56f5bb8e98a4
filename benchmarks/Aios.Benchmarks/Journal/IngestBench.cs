using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Journal;

/// <summary>How many events per second are on disk and acknowledged?</summary>
internal static class IngestBench
{
    private const int Batch = 512;
    private const int Batches = 200;
    private const int Singles = 2000;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var events = LogWorkload.Events(Batch);
        var lines = RawLog.Lines(Batch);
        var batched = LogWorkload.Compare(
            rounds,
            Batch * Batches,
            folder => RawLog.Append(folder, lines, Batch * Batches),
            folder => Batched(folder, events)
        );
        var single = LogWorkload.Compare(
            rounds,
            Singles,
            folder => RawLog.Append(folder, [lines[0]], Singles),
            folder => OneByOne(folder, [events[0]])
        );
        return [Row("ingest, 512 per append, durable", batched), Row("ingest, one synced event at a time", single)];
    }

    private static BenchRow Row(string name, (double Baseline, double Subject, double Ratio) measured) =>
        new(name, measured.Subject, "events/s", $"raw append + SHA-256 + sync: {measured.Baseline:N0}", measured.Ratio);

    /// <summary>Keeps the queue filled, as many senders would: up to eight appends wait.</summary>
    private static void Batched(DataFolder folder, IReadOnlyList<Event> events)
    {
        using var log = LogWorkload.Open(folder);
        using var room = new SemaphoreSlim(8);
        using var done = new CountdownEvent(Batches);
        for (var i = 0; i < Batches; i++)
        {
            room.Wait();
            log.Append(
                events,
                _ =>
                {
                    room.Release();
                    done.Signal();
                }
            );
        }
        done.Wait();
    }

    private static void OneByOne(DataFolder folder, IReadOnlyList<Event> one)
    {
        using var log = LogWorkload.Open(folder);
        using var stored = new SemaphoreSlim(0);
        for (var i = 0; i < Singles; i++)
        {
            log.Append(one, _ => stored.Release());
            stored.Wait();
        }
    }
}
