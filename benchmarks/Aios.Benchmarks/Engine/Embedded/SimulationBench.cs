using System.Diagnostics;
using Aios.Engine.Simulation;
using Akka.Actor;

namespace Aios.Benchmarks.Engine.Embedded;

/// <summary>
/// How much faster than real time do three nodes run in a simulation, each with ten events a second that pass four actors and are confirmed
/// to their neighbour? The baseline is real time itself.
/// </summary>
internal static class SimulationBench
{
    private const int Seed = 42;
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);

    public static IReadOnlyList<BenchRow> Run(int _)
    {
        using var simulation = new Simulation(Seed);
        var nodes = Enumerable.Range(0, 3).Select(number => simulation.Start($"node{number}").ActorOf(Node(), "intake")).ToArray();
        for (var number = 0; number < nodes.Length; number++)
            nodes[number].Tell(new Join(nodes[(number + 1) % nodes.Length]), ActorRefs.NoSender);
        var began = Stopwatch.GetTimestamp();
        simulation.RunFor(Span);
        var took = Stopwatch.GetElapsedTime(began);
        return
        [
            new BenchRow("simulation, 3 nodes at 10 events/s", Span / took, "× real time"),
            new BenchRow("simulation, turns", simulation.Steps / took.TotalSeconds / 1e3, "k/s", $"seed {Seed}, hash {simulation.Hash}"),
        ];
    }

    private static Props Node() => Props.Create(() => new Intake());

    private sealed record Join(IActorRef Neighbour);

    private sealed record Fact(long Number);

    private sealed record Confirmed(long Number);

    /// <summary>Makes the events and sends each down the line; hears what the neighbour had to confirm.</summary>
    private sealed class Intake : ReceiveActor, IWithTimers
    {
        private readonly IActorRef _first = Context.ActorOf(Props.Create(() => new Stage(3)), "stage");
        private IActorRef _neighbour = ActorRefs.Nobody;
        private long _made;

        public Intake()
        {
            Receive<Join>(join => _neighbour = join.Neighbour);
            Receive<string>(_ => _first.Tell(new Fact(++_made)));
            Receive<Fact>(fact => _neighbour.Tell(new Confirmed(fact.Number)));
            Receive<Confirmed>(_ => { });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("event", "event", TimeSpan.FromMilliseconds(100));
    }

    private sealed class Stage : ReceiveActor
    {
        public Stage(int left)
        {
            var next = left > 1 ? Context.ActorOf(Props.Create(() => new Stage(left - 1)), "stage") : null;
            Receive<Fact>(fact => (next ?? Sender).Tell(fact, Sender));
        }
    }
}
