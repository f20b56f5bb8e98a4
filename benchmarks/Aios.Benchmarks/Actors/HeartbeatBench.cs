using System.Diagnostics;
using Aios.Actors.Sensing;
using Aios.Benchmarks.Platform;
using Aios.Loop.Sensing;

namespace Aios.Benchmarks.Actors;

/// <summary>What does one beat cost while all is well? Baseline: the same three files through File.ReadAllText, not even compared.</summary>
internal static class HeartbeatBench
{
    private const int Beats = 20_000;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        using var beat = new Beat(SensingSettings.Default, TimeProvider.System);
        var files = Take(Beats / 10 * rounds, () => MachineBench.ReadFiles());
        var own = Take(Beats * rounds, () => beat.Take());
        const string Baseline = "File.ReadAllText of stat, meminfo and loadavg";
        return
        [
            new("heartbeat, P50", own.P50, "µs", $"{Baseline}: {Numbers.Text(files.P50)}", own.P50 / files.P50),
            new("heartbeat, P99", own.P99, "µs", $"{Baseline}: {Numbers.Text(files.P99)}", own.P99 / files.P99),
            new("heartbeat, allocated", own.Bytes, "B/beat", $"{Baseline}: {Numbers.Text(files.Bytes)}", own.Bytes / files.Bytes),
        ];
    }

    private static (double P50, double P99, double Bytes) Take(int beats, Action beat)
    {
        var times = new double[beats];
        for (var warm = 0; warm < beats / 10; warm++)
            beat();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < beats; i++)
        {
            var began = Stopwatch.GetTimestamp();
            beat();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)beats;
        Array.Sort(times);
        return (Measure.Percentile(times, 0.5), Measure.Percentile(times, 0.99), bytes);
    }
}
