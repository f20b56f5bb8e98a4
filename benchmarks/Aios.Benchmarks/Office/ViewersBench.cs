namespace Aios.Benchmarks.Office;

/// <summary>
/// What does it cost a node that somebody looks at it, while 10,000 events a second are published? All follow one filter: every event (the most
/// that a page can ask for), or one in a hundred. Processor time is that of the whole process without the threads that publish and that
/// look, less what it takes with nobody looking. Baseline of fifty: one.
/// </summary>
internal static class ViewersBench
{
    private const int PerSecond = 10_000;
    private const int Many = 50;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan UrgentEvery = TimeSpan.FromMilliseconds(50);

    public static IReadOnlyList<BenchRow> Run(int _)
    {
        using var office = new LookedAt();
        var unseen = office.AllocatedPerEvent(100_000);
        office.Publish(PerSecond, Warm, TimeSpan.Zero);
        var before = Look(office, 0, "", TimeSpan.Zero).Processor;
        var (all, allMany) = (Look(office, 1, "", TimeSpan.Zero), Look(office, Many, "", TimeSpan.Zero));
        var (some, someMany) = (Look(office, 1, "has(payload.one)", TimeSpan.Zero), Look(office, Many, "has(payload.one)", TimeSpan.Zero));
        var urgent = Look(office, 1, "", UrgentEvery).Latencies;
        // The node itself takes less, the longer it runs: what it takes alone is measured on both sides.
        var nobody = (before + Look(office, 0, "", TimeSpan.Zero).Processor) / 2;
        return
        [
            new("event that nobody looks at, allocated by the front", unseen, "B"),
            .. Rows("every event", all, allMany),
            .. Rows("1 event in 100", some, someMany),
            new("urgent event among 10,000/s to the socket, P50", Measure.Percentile(urgent, 0.5), "ms"),
            new("urgent event among 10,000/s to the socket, P99", Measure.Percentile(urgent, 0.99), "ms"),
        ];

        IEnumerable<BenchRow> Rows(string filter, Seen one, Seen many)
        {
            var (alone, together) = (one.Processor - nobody, many.Processor - nobody);
            yield return new($"1 viewer of {filter}, processor", alone, "% of a core", $"nobody: {Numbers.Text(nobody)}");
            yield return new($"1 viewer of {filter}, sent", one.KilobytesPerSecond, "kB/s");
            yield return new($"1 viewer of {filter}, frames", one.FramesPerSecond, "frames/s");
            yield return new($"50 viewers of {filter}, processor", together, "% of a core", $"1: {Numbers.Text(alone)}", together / alone);
            yield return new($"50 viewers of {filter}, sent to each", many.KilobytesPerSecond, "kB/s");
        }
    }

    private static Seen Look(LookedAt office, int viewers, string filter, TimeSpan urgentEvery)
    {
        using var watchers = new Watchers(office, viewers, filter);
        office.Publish(PerSecond, Warm, TimeSpan.Zero);
        watchers.Count();
        var before = ProcessorClock.OfProcess;
        var publishing = office.Publish(PerSecond, Time, urgentEvery);
        var whole = ProcessorClock.OfProcess - before;
        var (bytes, frames) = (watchers.Bytes, watchers.Frames);
        watchers.Dispose();
        var each = Math.Max(1, viewers) * Time.TotalSeconds;
        return new Seen(100 * (whole - publishing - watchers.Processor) / Time, bytes / each / 1_000, frames / each, watchers.Latencies);
    }

    /// <param name="Processor">Of the front and what it stands on, in percent of a core.</param>
    /// <param name="KilobytesPerSecond">To each viewer; so are the frames.</param>
    private sealed record Seen(double Processor, double KilobytesPerSecond, double FramesPerSecond, double[] Latencies);
}
