using System.Diagnostics;
using Akka.Actor;

namespace Aios.Benchmarks.Engine;

/// <summary>How many actors can be made per second, and what does one hold that does nothing?</summary>
internal static class SpawnBench
{
    private const int Actors = 100_000;

    public static IReadOnlyList<BenchRow> Run(int rounds)
    {
        var rates = new List<double>();
        var bytes = new List<double>();
        for (var round = 0; round <= Math.Max(1, rounds); round++)
        {
            var (rate, size) = Spawn();
            if (round == 0)
                continue;
            rates.Add(rate);
            bytes.Add(size);
        }
        return
        [
            new BenchRow("spawn, until the last has started", EngineRounds.Median(rates) / 1e3, "k actors/s"),
            new BenchRow("idle actor with one handler", EngineRounds.Median(bytes), "bytes"),
        ];
    }

    private static (double Rate, double Bytes) Spawn()
    {
        using var system = EngineRounds.Unbounded();
        using var started = new CountdownEvent(Actors);
        var props = Props.Create(() => new Idle(started));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Actors; i++)
            system.ActorOf(props);
        started.Wait();
        var elapsed = Stopwatch.GetElapsedTime(began);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(props);
        return (Actors / elapsed.TotalSeconds, (double)(after - before) / Actors);
    }

    private sealed class Idle : ReceiveActor
    {
        private readonly CountdownEvent _started;

        public Idle(CountdownEvent started)
        {
            _started = started;
            Receive<string>(_ => { });
        }

        protected override void PreStart() => _started.Signal();
    }
}
