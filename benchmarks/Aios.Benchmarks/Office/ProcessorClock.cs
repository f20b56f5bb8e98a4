using System.Runtime.InteropServices;

namespace Aios.Benchmarks.Office;

/// <summary>Processor time to the nanosecond; clock_gettime(2).</summary>
internal static class ProcessorClock
{
    private const int Process = 2;
    private const int Thread = 3;

    public static TimeSpan OfProcess => Read(Process);

    /// <summary>Of the calling thread.</summary>
    public static TimeSpan OfThread => Read(Thread);

    private static TimeSpan Read(int clock)
    {
        if (GetTime(clock, out var time) != 0)
            throw new InvalidOperationException($"clock_gettime({clock}) failed");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
