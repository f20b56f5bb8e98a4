using System.Diagnostics;

namespace Aios.Benchmarks.Node;

/// <summary>What does a node cost that has nothing to do? Baseline: an empty program that waits for its input.</summary>
internal static class IdleBench
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(45);

    // The code that a node runs most is compiled again soon after its start: that is told apart.
    public static IReadOnlyList<BenchRow> Run(int _)
    {
        using var empty = new Running(PublishedNode.EmptyExecutable);
        empty.Until("READY");
        using var node = new Running(PublishedNode.Executable, "up", "--no-office");
        node.Until("READY");
        var first = Processor(node.Pid, Settling);
        var settled = Processor(node.Pid, Window);
        return
        [
            Size("aios up, resident when idle", ProcessUse.Resident),
            Size("aios up, proportional set size", ProcessUse.Proportional),
            Size("aios up, private pages", ProcessUse.Private),
            new("aios up, processor in its first 45 s", first, "% of a core"),
            new("aios up, processor at 1 beat/s", settled, "% of a core"),
        ];

        BenchRow Size(string name, Func<int, double> size)
        {
            var (own, least) = (size(node.Pid), size(empty.Pid));
            return new(name, own, "MiB", $"empty program: {Numbers.Text(least)}", own / least);
        }
    }

    private static double Processor(int pid, TimeSpan window)
    {
        var (before, began) = (ProcessUse.Processor(pid), Stopwatch.GetTimestamp());
        Thread.Sleep(window);
        return 100 * (ProcessUse.Processor(pid) - before) / Stopwatch.GetElapsedTime(began);
    }
}
