using System.Diagnostics;

namespace Aios.Benchmarks.Journal;

/// <summary>How quickly is a log verified at start, and how quickly with every event rebuilt for projections?</summary>
internal static class RecoveryBench
{
    private const int Records = 512 * 200;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var (verified, rebuilt, ratio) = LogWorkload.Compare(
            rounds,
            Records,
            folder => LogWorkload.Open(folder).Dispose(),
            folder => LogWorkload.Open(folder, _ => { }).Dispose(),
            Fill
        );
        return
        [
            new("recovery, chain verified", verified, "records/s"),
            new("recovery, 1 M events, with checkpoint", Cold(keepCheckpoint: true), "ms"),
            new("recovery, 1 M events, without checkpoint", Cold(keepCheckpoint: false), "ms"),
            new("recovery, chain verified and events rebuilt", rebuilt, "records/s", $"verified only: {verified:N0}", ratio),
        ];
    }

    private static void Fill(Aios.Platform.Files.DataFolder folder)
    {
        var events = LogWorkload.Events(512);
        using var log = LogWorkload.Open(folder);
        for (var i = 0; i < Records; i += events.Length)
            log.Append(events).GetAwaiter().GetResult();
    }

    /// <summary>As a node starts: runs are rebuilt, everything else is at most verified.</summary>
    private static double Cold(bool keepCheckpoint)
    {
        const string checkpoint = "events/checkpoint.json";
        var kept = MillionEvents.Folder.ReadAll(checkpoint)!;
        if (!keepCheckpoint)
            MillionEvents.Folder.Delete(checkpoint);
        var start = Stopwatch.GetTimestamp();
        double took;
        using (MillionEvents.Open(_ => { }, ["run.*"]))
            took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        MillionEvents.Folder.Replace(checkpoint, kept);
        return took;
    }
}
