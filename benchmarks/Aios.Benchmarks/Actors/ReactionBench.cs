using System.Collections.Concurrent;
using System.Diagnostics;
using Aios.Actors.Spine;
using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Benchmarks.Actors;

/// <summary>
/// How long from an event on record to its first step started, on record as well, while 5,000 events a second come one by one, each synced before
/// anybody hears of it, and 10,000 playbooks are loaded? Of a hundred events two are answered with a run, two are asked for by a
/// playbook whose condition does not hold, and for the rest nobody asks. What is loosened, and how: <see cref="WholeNode"/>.
/// Baseline: the same node with nothing but the events that are answered.
/// </summary>
internal static class ReactionBench
{
    private const int Playbooks = 10_000;
    private const int PerSecond = 5_000;
    private const int OneOf = 50;
    private const int Seconds = 8;
    private const int WarmSeconds = 2;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var calm = Median(rounds, PerSecond / OneOf, every: 1);
        var busy = Median(rounds, PerSecond, OneOf);
        return
        [
            new("reaction, event on record to first step started, P50", busy.P50, "ms", Beside(calm.P50), busy.P50 / calm.P50),
            new("reaction, event on record to first step started, P99", busy.P99, "ms", Beside(calm.P99), busy.P99 / calm.P99),
            new("events on record meanwhile", busy.Rate, "events/s", $"offered: {PerSecond:N0}", busy.Rate / PerSecond),
        ];
    }

    private static string Beside(double calm) => $"only the {PerSecond / OneOf} events/s that are answered: {Numbers.Text(calm)}";

    private static (double P50, double P99, double Rate) Median(int rounds, int perSecond, int every)
    {
        var taken = Enumerable.Range(0, rounds).Select(_ => Take(perSecond, every)).ToList();
        return (
            Measure.Median(taken.Select(each => each.P50)),
            Measure.Median(taken.Select(each => each.P99)),
            Measure.Median(taken.Select(each => each.Rate))
        );
    }

    /// <param name="every">So many events for each that is answered.</param>
    private static (double P50, double P99, double Rate) Take(int perSecond, int every)
    {
        using var node = new WholeNode(shipped => shipped, [.. Enumerable.Range(0, Playbooks).Select(Playbook)]);
        var (host, journal) = (node.Host, node.Host.Stages.Journal);
        var synced = new ConcurrentDictionary<string, long>();
        var times = new ConcurrentQueue<double>();
        using var started = new SemaphoreSlim(0);
        using var hearing = host.Log.Subscriptions.Subscribe(
            "app.*",
            record =>
            {
                if (IsAnswered(record.Event))
                    synced[record.Event.Id.Value] = Stopwatch.GetTimestamp();
            }
        );
        using var stepping = host.Log.Subscriptions.Subscribe(
            "run.step-started",
            record =>
            {
                times.Enqueue(Stopwatch.GetElapsedTime(synced[record.Event.CauseId!]).TotalMilliseconds);
                started.Release();
            }
        );
        Offer(0, perSecond * WarmSeconds);
        times.Clear();
        var total = perSecond * Seconds;
        var began = Stopwatch.GetTimestamp();
        Offer(perSecond * WarmSeconds, total);
        var rate = total / Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] sorted = [.. times.Order()];
        return (Measure.Percentile(sorted, 0.5), Measure.Percentile(sorted, 0.99), rate);

        // Returns when all are on record, and every run that they ask for has begun.
        void Offer(int first, int count)
        {
            var start = Stopwatch.GetTimestamp();
            using var due = new SemaphoreSlim(0);
            Task<object>? last = null;
            for (var sent = 0; sent < count; )
            {
                due.Wait(1);
                for (var owed = Math.Min(count, Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); sent < owed; sent++)
                {
                    var append = JournalProtocol.Append.One(Fact(first + sent, every));
                    if (sent + 1 < count)
                        journal.Tell(append, ActorRefs.NoSender);
                    else
                        last = journal.Ask<object>(append, TimeSpan.FromMinutes(2));
                }
            }
            if (last!.Result is JournalProtocol.AppendFailed failed)
                throw new InvalidOperationException(failed.Why);
            for (var run = 0; run < count / every; run++)
                WholeNode.Await(started, $"run {run} of {count / every} begins");
        }
    }

    // Half of the playbooks ask for more than any event says.
    private static Playbook Playbook(int number) =>
        WholeNode.Telling(
            $"playbook-{number:00000}",
            new Trigger($"app.kind{number}", Condition.Parse($"payload.used_percent > {(IsMet(number) ? 90 : 99)}").Condition, [])
        );

    private static Event Fact(int number, int every)
    {
        var kind = number / every * 2 % Playbooks;
        return (number % every) switch
        {
            0 => WholeNode.Fact($"app.kind{kind}", $"asked-{number}"),
            1 => WholeNode.Fact($"app.kind{kind + 1}", $"event-{number}"),
            _ => WholeNode.Fact("app.nobody", $"event-{number}"),
        };
    }

    private static bool IsMet(int number) => number % 2 == 0;

    private static bool IsAnswered(Event fact) => fact.Id.Value.StartsWith("asked-", StringComparison.Ordinal);
}
