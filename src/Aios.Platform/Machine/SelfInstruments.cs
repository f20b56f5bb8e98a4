using System.Diagnostics.Metrics;

namespace Aios.Platform.Machine;

/// <summary>What this process is to its machine, for whoever measures it; read when somebody asks.</summary>
public static class SelfInstruments
{
    /// <param name="time">Since when it lives is measured on it.</param>
    /// <param name="scope">Tells its meter from those of others.</param>
    public static Meter Of(TimeProvider time, DateTimeOffset startedAt, object scope)
    {
        var meter = new Meter(new MeterOptions("Aios.Platform") { Scope = scope });
        // The instruments are read one after the other: one reading is enough for all of them.
        var (sample, readAt) = (SelfReader.Read(), time.GetTimestamp());
        var gate = new Lock();
        Total("aios_process_cpu_seconds_total", "Processor time of this process.", () => Known(Read().CpuTicks) / ClockTicks.PerSecond);
        Total("aios_gc_pause_seconds_total", "Time that all threads stood still for collections of garbage.", () => Read().PauseMs / 1_000);
        meter.CreateObservableCounter(
            "aios_gc_collections_total",
            () =>
            {
                var self = Read();
                return new Measurement<double>[]
                {
                    new(self.Collections0, new KeyValuePair<string, object?>("generation", "0")),
                    new(self.Collections1, new KeyValuePair<string, object?>("generation", "1")),
                    new(self.Collections2, new KeyValuePair<string, object?>("generation", "2")),
                };
            },
            description: "Collections of garbage; one of an older generation counts in the younger ones too."
        );
        Level("aios_process_resident_memory_bytes", "Memory of this process that is in use.", () => Known(Read().ResidentBytes));
        Level("aios_process_managed_memory_bytes", "Memory of this process that holds objects.", () => Read().ManagedBytes);
        Level("aios_process_open_fds", "Files and sockets that are open.", () => Known(Read().Descriptors));
        Level("aios_thread_pool_threads", "Threads of the pool.", () => Read().PoolThreads);
        Level("aios_uptime_seconds", "How long the node has been up.", () => Math.Max(0, (time.GetUtcNow() - startedAt).TotalSeconds));
        return meter;

        SelfSample Read()
        {
            lock (gate)
            {
                if (time.GetElapsedTime(readAt) > TimeSpan.FromMilliseconds(100))
                    (sample, readAt) = (SelfReader.Read(), time.GetTimestamp());
                return sample;
            }
        }

        void Total(string name, string help, Func<double?> tell) =>
            meter.CreateObservableCounter(name, () => Told(tell()), description: help);

        void Level(string name, string help, Func<double?> tell) =>
            meter.CreateObservableGauge(name, () => Told(tell()), description: help);
    }

    private static double? Known(long value) => value < 0 ? null : value;

    private static IEnumerable<Measurement<double>> Told(double? value) => value is { } known ? [new Measurement<double>(known)] : [];
}
