using System.Diagnostics;
using Akka.Actor;

namespace Aios.Benchmarks.Engine;

/// <summary>How long does one question and its answer take, half of the time? Baseline: a task completed on the thread pool.</summary>
internal static class AskBench
{
    private const int Questions = 50_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        using var system = EngineRounds.Unbounded();
        var echo = system.ActorOf(Props.Create(() => new Echo()));
        var question = new object();
        var measured = EngineRounds.Compare(
            rounds,
            () => P50(() => Completed(question)),
            () => P50(() => echo.Ask<object>(question, Limit))
        );
        return
        [
            new BenchRow("ask, P50", measured.Subject, "µs", $"TaskCompletionSource round trip: {measured.Baseline:N2}", measured.Ratio),
        ];
    }

    private static double P50(Func<Task<object>> ask) => Task.Run(() => Series(ask)).Result;

    private static async Task<double> Series(Func<Task<object>> ask)
    {
        var times = new double[Questions];
        for (var i = 0; i < Questions; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask();
            times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
        return EngineRounds.Median(times);
    }

    private static Task<object> Completed(object answer)
    {
        var completion = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static s => s.completion.SetResult(s.answer), (completion, answer), preferLocal: false);
        return completion.Task;
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
