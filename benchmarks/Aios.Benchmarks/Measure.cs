using System.Diagnostics;

namespace Aios.Benchmarks;

/// <summary>What one call costs, found by short batches.</summary>
/// <param name="Nanoseconds">Median over the batches.</param>
internal readonly record struct Cost(double Nanoseconds, double Bytes);

internal static class Measure
{
    private const int Batches = 31;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(4);

    /// <summary>Asks in batches of some milliseconds, after a time of the same length to warm up; the median batch is what counts.</summary>
    public static Cost PerCall(Func<bool> call)
    {
        var holds = 0;
        var calls = Calibrate(call, ref holds);
        var times = new double[Batches];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                holds += call() ? 1 : 0;
            times[batch] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / ((double)calls * Batches);
        GC.KeepAlive(holds);
        return new Cost(Median(times), bytes);
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>By nearest rank.</summary>
    public static double Percentile(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];

    private static int Calibrate(Func<bool> call, ref int holds)
    {
        var (calls, start) = (0, Stopwatch.GetTimestamp());
        for (var until = BatchTime * Batches; Stopwatch.GetElapsedTime(start) < until; calls++)
            holds += call() ? 1 : 0;
        return Math.Max(1, calls / Batches);
    }
}
