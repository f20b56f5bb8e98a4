using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using NodeBeat = Aios.Actors.Sensing.Beat;

namespace Aios.Node.Cli.Heartbeat;

/// <summary>The three ways to beat, measured now on this machine: blocking for a second, all sensors, and the fast path.</summary>
internal static class HeartbeatBench
{
    private const int BlockingBeats = 3;
    private const int FullBeats = 200;
    private const int FastBeats = 20_000;
    private const int BlockingWindowMs = 1_000;

    public static async Task<VerbEnd> Measure(LocalCall call)
    {
        using var reader = new BeatReader();
        await call.Output.Progress($"measuring; {BlockingBeats} beats block for {BlockingWindowMs / 1000} s each");
        using var heart = new NodeBeat(SensingSettings.Default, call.Clock);
        var fast = Run(FastBeats, () => Take(heart), call.Cancel);
        var full = Run(FullBeats, () => reader.Read(full: true).DurationMs, call.Cancel);
        var blocking = Run(BlockingBeats, () => Block(reader, call.Clock, call.Cancel), call.Cancel);
        await call.Output.Item(Item("blocking 1 s sample", blocking, fast));
        await call.Output.Item(Item("full: every disk too", full, fast));
        await call.Output.Item(Item("fast: sample and compare", fast, fast));
        return VerbEnd.Done;
    }

    /// <summary>The very beat of a node; how long it took, in milliseconds.</summary>
    private static double Take(NodeBeat heart)
    {
        heart.Take();
        return heart.TookMs;
    }

    /// <summary>One whole beat of the blocking kind, in milliseconds.</summary>
    /// <exception cref="OperationCanceledException">A beat that was cut short is no figure.</exception>
    internal static double Block(BeatReader reader, TimeProvider clock, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        if (cancel.WaitHandle.WaitOne(BlockingWindowMs))
            throw new OperationCanceledException(cancel);
        reader.Read(full: true);
        return clock.GetElapsedTime(started).TotalMilliseconds;
    }

    private static Figures Run(int beats, Func<double> beat, CancellationToken cancel)
    {
        beat();
        var times = new double[beats];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < beats; at++)
        {
            cancel.ThrowIfCancellationRequested();
            times[at] = beat();
        }
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Array.Sort(times);
        return new Figures(beats, times[beats / 2], times[Math.Min(beats - 1, beats * 99 / 100)], bytes / beats);
    }

    private static JsonElement Item(string way, Figures figures, Figures fastest) =>
        LooseJson.Object(
            ("way", way),
            ("beats", figures.Beats),
            ("p50_ms", figures.P50),
            ("p99_ms", figures.P99),
            ("bytes_per_beat", figures.Bytes),
            ("times_slower", figures.P50 / fastest.P50)
        );

    private sealed record Figures(int Beats, double P50, double P99, long Bytes);
}
