using System.Collections.Concurrent;
using System.Diagnostics;
using Aios.Actors.Spine;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Benchmarks.Actors;

/// <summary>
/// How long from the sync of a P0 event to its first slot, while all slots that others may have are held by steps of 30 s and events keep
/// coming? Baseline: the same node with nothing else to do. And: how many events per second are handed over with each decision on record?
/// </summary>
internal static class OverloadBench
{
    private const int Urgent = 200;
    private const int Decided = 50_000;
    private const int PerAppend = 500;

    // Five slots and steps of 30 s take one event in 6 s; this is far more than ten times that, as much as the journal takes beside P0.
    private const int OthersPerUrgent = 10;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var calm = Measure.Median(Enumerable.Range(0, rounds).Select(_ => P99(others: 0)));
        var busy = Measure.Median(Enumerable.Range(0, rounds).Select(_ => P99(OthersPerUrgent)));
        var decisions = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Decisions()));
        var plain = Measure.Median(Enumerable.Range(0, rounds).Select(_ => Plain()));
        return
        [
            new("P0 under overload, synced to first slot, P99", busy, "ms", $"the same without load: {Numbers.Text(calm)}", busy / calm),
            new(
                "scheduler with decisions on record",
                decisions / 1e3,
                "k events/s",
                $"journal alone, {PerAppend} per append: {Numbers.Text(plain / 1e3)}",
                decisions / plain
            ),
        ];
    }

    private static double P99(int others)
    {
        using var node = new ScheduledNode(SchedulingSettings.Default);
        var synced = new ConcurrentDictionary<long, long>();
        var times = new ConcurrentQueue<double>();
        using var next = new SemaphoreSlim(0);
        using var subscription = node.Log.Subscriptions.Subscribe(
            ScheduledNode.Asked,
            record =>
            {
                if (record.Event.Priority == Priority.P0)
                    synced[record.Seq] = Stopwatch.GetTimestamp();
            }
        );
        node.Begin(
            (recorded, scheduler, self) =>
            {
                var (seq, priority) = (recorded.Seq, recorded.Event.Priority);
                scheduler.Tell(new SettleEvent(seq, StartsRun: true), self);
                scheduler.Tell(new RequestSlot(new RunId($"{seq}"), seq, "step", priority, long.MaxValue, false), self);
            },
            // Only P0 gives its slot back: the others' steps take longer than the measurement.
            (slot, scheduler) =>
            {
                if (slot.Priority != Priority.P0)
                    return;
                times.Enqueue(Stopwatch.GetElapsedTime(synced[long.Parse(slot.Run.Value)]).TotalMilliseconds);
                scheduler.Tell(new ReleaseSlot(slot.Run), ActorRefs.NoSender);
                next.Release();
            }
        );
        for (var i = 0; i < Urgent; i++)
        {
            for (var other = 0; other < others; other++)
                node.Journal.Tell(
                    JournalProtocol.Append.One(ScheduledNode.Fact($"other-{i}-{other}", (Priority)(1 + other % 3))),
                    ActorRefs.NoSender
                );
            node.Journal.Tell(JournalProtocol.Append.One(ScheduledNode.Fact($"urgent-{i}", Priority.P0)), ActorRefs.NoSender);
            if (!next.Wait(TimeSpan.FromSeconds(30)))
                throw new TimeoutException($"P0 event {i} got no slot");
        }
        return Measure.Percentile([.. times.Order()], 0.99);
    }

    /// <summary>A backlog on record is taken up, handed over, and settled without a run.</summary>
    private static double Decisions()
    {
        using var node = new ScheduledNode(SchedulingSettings.Default with { QueueCapacity = 1_000_000, HandOffWindow = 1_024 });
        Fill(node);
        var began = Stopwatch.GetTimestamp();
        var scheduler = node.Begin((recorded, scheduler, self) => scheduler.Tell(new SettleEvent(recorded.Seq, StartsRun: false), self));
        ScheduledNode.Await(scheduler, queue => queue.Dispatched == Decided && queue.Checkpoint >= Decided);
        return Decided / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double Plain()
    {
        using var node = new ScheduledNode(SchedulingSettings.Default);
        var began = Stopwatch.GetTimestamp();
        Fill(node);
        return Decided / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Fill(ScheduledNode node)
    {
        for (var from = 0; from < Decided; from += PerAppend)
        {
            Event[] events = [.. Enumerable.Range(from, PerAppend).Select(i => ScheduledNode.Fact($"event-{i}", (Priority)(i % 4)))];
            if (
                node.Journal.Ask<object>(new JournalProtocol.Append(events), TimeSpan.FromMinutes(1)).Result
                is JournalProtocol.AppendFailed failed
            )
                throw new InvalidOperationException(failed.Why);
        }
    }
}
