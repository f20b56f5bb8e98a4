using Aios.Loop.Surface;
using Aios.Platform.Files;

namespace Aios.Journal.Metrics;

/// <summary>Figures of whole days out of the metric history.</summary>
public static class BeatDays
{
    private const long SecondsOfDay = 86_400;

    /// <summary>Of the last days that have beats on disk, oldest first; what waits to be written out is not in it.</summary>
    /// <param name="now">Milliseconds since the Unix epoch; its day is the last one.</param>
    /// <param name="days">So many, today included; from 1.</param>
    /// <exception cref="DataFolderException">A file is of another version or cannot be read.</exception>
    public static IReadOnlyList<BeatDay> Read(DataFolder folder, long now, long days)
    {
        var today = now / 1000 / SecondsOfDay;
        var found = new List<BeatDay>();
        for (var day = today - days + 1; day <= today; day++)
            if (Of(MetricHistory.Read(folder, day * SecondsOfDay, (day + 1) * SecondsOfDay - 1)) is { } beats)
                found.Add(beats);
        return found;
    }

    /// <summary>Null without a sample; all of them are of one day.</summary>
    internal static BeatDay? Of(IEnumerable<MetricSample> samples)
    {
        var times = new List<double>();
        var (newest, alerts) = (default(MetricSample), 0L);
        Mean cpu = default,
            memory = default,
            load = default,
            disk = default;
        foreach (var sample in samples)
        {
            times.Add(sample.BeatMs);
            newest = sample.Time >= newest.Time ? sample : newest;
            alerts += sample.Flags.HasFlag(MetricFlags.Alert) ? 1 : 0;
            (cpu, memory, load, disk) = (cpu + sample.Cpu, memory + sample.Memory, load + sample.Load, disk + sample.FullestDisk);
        }
        if (times.Count == 0)
            return null;
        times.Sort();
        return new BeatDay(
            MetricFiles.DayOf(newest.Time),
            times.Count,
            newest.Time * 1000,
            newest.BeatMs,
            Rank(0.50),
            Rank(0.99),
            times[^1],
            alerts,
            cpu.Value,
            memory.Value,
            load.Value,
            disk.Value
        );

        double Rank(double share) => times[Math.Max(0, (int)Math.Ceiling(times.Count * share) - 1)];
    }

    /// <summary>Leaves out what was not measured.</summary>
    private readonly record struct Mean(double Sum, int Count)
    {
        public double Value => Sum / Count;

        public static Mean operator +(Mean mean, double value) => double.IsNaN(value) ? mean : new Mean(mean.Sum + value, mean.Count + 1);
    }
}
