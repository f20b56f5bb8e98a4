using System.Diagnostics;
using Aios.Benchmarks.Journal;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Benchmarks.Actors;

/// <summary>
/// How many whole chains per second does a node carry out, each of them on disk: event, decision of the scheduler, match and plan, slot, intent in
/// the ledger, a step of risk read that tells nobody, its outcome, the end (<c>verify = none</c>), score? Events come as fast as they are
/// answered. What is loosened, and how: <see cref="WholeNode"/>. Baseline: the same number of records, as many at a time as the node brought
/// to disk with one sync, as a raw append + SHA-256 + sync.
/// </summary>
internal static class ChainBench
{
    private const string Asked = "app.kind";
    private const int Warm = 3_000;
    private const int Chains = 6_000;
    private const int PerAppend = 50;

    /// <summary>Events that are not answered to the end yet.</summary>
    private const int Open = 2_000;

    public static IReadOnlyList<BenchRow> Run(int rounds) => [.. Rows(5, 64, rounds), .. Rows(64, 1_024, rounds)];

    private static IEnumerable<BenchRow> Rows(int slots, int window, int rounds)
    {
        var measured = Enumerable.Range(0, rounds).Select(_ => Take(slots, window)).OrderBy(each => each.Rate).ToList();
        var chain = measured[measured.Count / 2];
        return
        [
            new(
                $"chains, {slots} slots",
                chain.Rate,
                "chains/s",
                $"its {chain.Records:0.0} records alone, {chain.PerSync} per sync: {chain.Raw:N0}",
                chain.Rate / chain.Raw
            ),
            new($"syncs of the log per chain, {slots} slots", chain.Syncs, ""),
            new($"commits of aios.db per chain, {slots} slots", chain.Commits, ""),
            new($"processor time per chain, {slots} slots", chain.Processor, "µs"),
        ];
    }

    private static Taken Take(int slots, int window)
    {
        using var node = new WholeNode(
            shipped => shipped with { MaxConcurrent = slots, HandOffWindow = window },
            WholeNode.Telling("tell", new Trigger(Asked, null, []))
        );
        var host = node.Host;
        var verified = 0;
        using var room = new SemaphoreSlim(Open);
        using var warm = new SemaphoreSlim(0);
        using var all = new SemaphoreSlim(0);
        using var subscription = host.Log.Subscriptions.Subscribe(
            "run.verified",
            _ =>
            {
                verified++;
                room.Release();
                if (verified == Warm)
                    warm.Release();
                if (verified == Warm + Chains)
                    all.Release();
            }
        );
        Feed(node, room, 0, Warm);
        WholeNode.Await(warm, $"{verified} of {Warm} chains are verified");
        var (records, syncs, commits) = (host.Log.SyncedSeq, host.Log.Syncs, host.Commits);
        var processor = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        Feed(node, room, Warm, Chains);
        WholeNode.Await(all, $"{verified} of {Warm + Chains} chains are verified");
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        (records, syncs, commits) = (host.Log.SyncedSeq - records, host.Log.Syncs - syncs, host.Commits - commits);
        var perSync = (int)Math.Max(1, records / Math.Max(1, syncs));
        return new Taken(
            Chains / elapsed,
            Raw((int)records, perSync),
            (double)records / Chains,
            perSync,
            (double)syncs / Chains,
            (double)commits / Chains,
            processor.TotalMicroseconds / Chains
        );
    }

    private static void Feed(WholeNode node, SemaphoreSlim room, int first, int count)
    {
        for (var from = first; from < first + count; from += PerAppend)
        {
            for (var i = 0; i < PerAppend; i++)
                WholeNode.Await(room, $"an event waits for room behind event {from}");
            node.Emit([.. Enumerable.Range(from, PerAppend).Select(i => WholeNode.Fact(Asked, $"event-{i}"))]);
        }
    }

    private static double Raw(int records, int perSync)
    {
        var lines = RawLog.Lines(perSync);
        var path = Directory.CreateTempSubdirectory("aios-bench-").FullName;
        try
        {
            var folder = DataFolder.OpenOrCreate(path);
            var began = Stopwatch.GetTimestamp();
            RawLog.Append(folder, lines, records);
            return Chains / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <param name="Processor">In microseconds.</param>
    private sealed record Taken(double Rate, double Raw, double Records, int PerSync, double Syncs, double Commits, double Processor);
}
