namespace Aios.Benchmarks.Node;

/// <summary>How long from exec to the first heartbeat? Baseline: an empty program, published the same way, until its line.</summary>
internal static class StartBench
{
    private const double WindowMs = 100;
    private static readonly string[] Beat = ["HEARTBEAT", "AIOS_"];

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var rows = new List<BenchRow>();
        var taken = Enumerable.Range(0, rounds).Select(_ => Take()).ToList();
        var empty = Measure.Median(taken.Select(times => times.Empty));
        Add("aios heartbeat, exec to line", times => times.Heartbeat);
        Add("aios heartbeat, without its window", times => times.Heartbeat - WindowMs);
        Add("aios up, exec to ready", times => times.Ready);
        Add("aios up, exec to first heartbeat", times => times.FirstBeat);
        return rows;

        void Add(string name, Func<(double Empty, double Heartbeat, double Ready, double FirstBeat), double> figure)
        {
            var value = Measure.Median(taken.Select(figure));
            rows.Add(new(name, value, "ms", $"empty program: {Numbers.Text(empty)}", value / empty));
        }
    }

    private static (double Empty, double Heartbeat, double Ready, double FirstBeat) Take()
    {
        double empty,
            heartbeat,
            ready,
            beat;
        using (var process = new Running(PublishedNode.EmptyExecutable))
            empty = process.Until("READY");
        using (var process = new Running(PublishedNode.Executable, "heartbeat"))
            heartbeat = process.Until(Beat);
        using (var process = new Running(PublishedNode.Executable, "up", "--no-office", "--heartbeat"))
        {
            ready = process.Until("READY");
            beat = process.Until(Beat);
        }
        return (empty, heartbeat, ready, beat);
    }
}
