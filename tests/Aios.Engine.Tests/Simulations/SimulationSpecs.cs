using Akka.Actor;
using Akka.Pattern;

namespace Aios.Engine.Tests.Simulations;

using Simulation = Aios.Engine.Simulation.Simulation;

public sealed class SimulationSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_same_seed_makes_the_same_trace_and_another_seed_another()
    {
        var first = Enumerable.Range(0, 3).Select(_ => Race.Run(seed: 7).Hash).Distinct();
        var others = Enumerable.Range(8, 20).Select(seed => Race.Run(seed).Hash).Distinct();

        Assert.Single(first);
        Assert.Equal(20, others.Count());
        Assert.DoesNotContain(first.Single(), others);
    }

    [Fact]
    public void A_planted_race_is_found_and_its_seed_finds_it_again()
    {
        var outcomes = Enumerable.Range(1, 100).Select(seed => (Seed: seed, Outcome: Race.Run(seed))).ToList();
        var lost = outcomes.Where(each => each.Outcome.Balance < 2).ToList();

        Assert.NotEmpty(lost);
        Assert.Contains(outcomes, each => each.Outcome.Balance == 2);
        Assert.All(lost, each => Assert.Equal(each.Outcome, Race.Run(each.Seed)));
    }

    [Fact]
    public void A_day_of_ticks_takes_as_many_turns_and_no_time()
    {
        using var simulation = new Simulation(1);
        var ticks = new Box();
        simulation.Start("node").ActorOf(Props.Create(() => new Ticker(ticks)));

        simulation.RunFor(TimeSpan.FromDays(1));

        Assert.Equal(86_400, ticks.Count);
        Assert.Equal((TimeSpan.FromDays(1), Simulation.Epoch.AddDays(1)), (simulation.Now, simulation.Time.GetUtcNow()));
    }

    [Fact]
    public void What_is_awaited_comes_back_as_a_turn_at_its_time()
    {
        using var simulation = new Simulation(1);
        var arrived = new List<TimeSpan>();
        var system = simulation.Start("node");
        var receiver = system.ActorOf(Props.Create(() => new Listener(() => arrived.Add(simulation.Now))));
        simulation.Post("work", () => Work(simulation.Time).PipeTo(receiver));

        simulation.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal([TimeSpan.FromSeconds(3)], arrived);

        static async Task<string> Work(TimeProvider time)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3), time);
            await timer.WaitForNextTickAsync();
            return "done";
        }
    }

    [Fact]
    public void An_ask_that_nobody_answers_ends_in_virtual_time()
    {
        using var simulation = new Simulation(1);
        var silent = simulation.Start("node").ActorOf(Props.Create(() => new Listener(Nothing)));

        var answer = silent.Ask<string>("hello", TimeSpan.FromHours(2));
        simulation.RunFor(TimeSpan.FromHours(1));
        Assert.False(answer.IsCompleted);
        simulation.RunFor(TimeSpan.FromHours(1));

        Assert.IsType<AskTimeoutException>(answer.Exception!.InnerException);
    }

    [Fact]
    public void A_failing_child_comes_back_after_its_back_off()
    {
        using var simulation = new Simulation(3);
        var starts = new List<TimeSpan>();
        var child = Props.Create(() => new Fragile(() => starts.Add(simulation.Now)));
        var options = Backoff.OnFailure(child, "child", Second, TimeSpan.FromSeconds(30), 0, -1);
        var supervisor = simulation.Start("node").ActorOf(BackoffSupervisor.Props(options));

        simulation.RunUntil(() => starts.Count == 1, Second);
        for (var failures = 1; failures <= 3; failures++)
        {
            supervisor.Tell("fail", ActorRefs.NoSender);
            simulation.RunUntil(() => starts.Count == failures + 1, TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7], starts.Select(at => at.TotalSeconds));
    }

    [Fact]
    public void A_pinned_actor_is_simulated_like_all_others()
    {
        using var simulation = new Simulation(1);
        var heard = new Box();
        var props = Props.Create(() => new Listener(() => heard.Add())).WithDispatcher("akka.io.pinned-dispatcher");
        simulation.Start("node").ActorOf(props).Tell("hello", ActorRefs.NoSender);

        Assert.Equal(0, heard.Count);
        simulation.RunFor(Second);
        Assert.Equal(1, heard.Count);
    }

    [Fact]
    public void A_killed_system_does_nothing_more_and_the_others_go_on()
    {
        using var simulation = new Simulation(5);
        var (dead, alive) = (new Box(), new Box());
        var system = simulation.Start("one");
        system.ActorOf(Props.Create(() => new Ticker(dead)));
        simulation.Start("two").ActorOf(Props.Create(() => new Ticker(alive)));
        simulation.RunFor(10 * Second);

        simulation.Kill(system);
        simulation.RunFor(10 * Second);

        Assert.Equal((10, 20), (dead.Count, alive.Count));
    }

    [Fact]
    public void A_killed_process_leaves_no_timer_no_work_and_nothing_awaited_behind()
    {
        using var simulation = new Simulation(5);
        var process = simulation.Begin("node");
        var (ticks, works) = (new Box(), new Box());
        process.Start("one").ActorOf(Props.Create(() => new Ticker(ticks)));
        process.Post("work", () => _ = Work());
        simulation.RunFor(10 * Second);
        Assert.Equal((10, 10), (ticks.Count, works.Count));
        process.Post("never", works.Add);

        process.Kill();
        process.Post("never", works.Add);
        simulation.RunFor(10 * Second);

        Assert.False(process.IsAlive);
        Assert.Equal((10, 10), (ticks.Count, works.Count));

        async Task Work()
        {
            using var timer = new PeriodicTimer(Second, process.Time);
            while (await timer.WaitForNextTickAsync())
                works.Add();
        }
    }

    [Fact]
    public void The_monotonic_time_of_a_process_begins_with_it()
    {
        using var simulation = new Simulation(5);
        simulation.RunFor(10 * Second);
        var process = simulation.Begin("node");
        simulation.RunFor(3 * Second);

        Assert.Equal(3 * Second, process.Time.GetElapsedTime(0));
        Assert.Equal(Simulation.Epoch + 13 * Second, process.Time.GetUtcNow());
    }

    [Fact]
    public void An_actor_that_is_made_to_crash_starts_again_and_loses_no_message()
    {
        using var simulation = new Simulation(5);
        var (starts, heard) = (new Box(), new Box());
        var actor = simulation.Start("node").ActorOf(Props.Create(() => new Counter(starts, heard)));
        simulation.RunFor(Second);
        actor.Tell("one", ActorRefs.NoSender);

        simulation.Crash(actor);
        actor.Tell("two", ActorRefs.NoSender);
        simulation.RunFor(Second);

        Assert.Equal((2, 2), (starts.Count, heard.Count));
    }

    [Fact]
    public void Another_thread_that_reaches_in_is_an_error()
    {
        using var simulation = new Simulation(1);
        var actor = simulation.Start("node").ActorOf(Props.Create(() => new Listener(Nothing)), "target");
        simulation.RunFor(Second);
        var foreign = new Thread(() => actor.Tell("from outside", ActorRefs.NoSender));
        foreign.Start();
        foreign.Join();

        var fault = Assert.Throws<InvalidOperationException>(() => simulation.RunFor(Second));

        Assert.Contains("Another thread reached into the simulation: akka://node/user/target", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_come_true_is_told_with_seed_hash_and_trace()
    {
        using var simulation = new Simulation(11);
        simulation.Start("node").ActorOf(Props.Create(() => new Ticker(new Box())), "ticker");

        var fault = Assert.Throws<TimeoutException>(() => simulation.RunUntil(() => false, TimeSpan.FromSeconds(5)));

        Assert.Contains($"seed 11, hash {simulation.Hash}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("5.000000 turn akka://node/user/ticker", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_come_as_often_as_asked_and_are_part_of_the_trace()
    {
        using var simulation = new Simulation(1);
        var before = simulation.Hash;

        var faults = Enumerable.Range(0, 1000).Count(_ => simulation.Fault("disk.full", 0.25));

        Assert.InRange(faults, 200, 300);
        Assert.NotEqual(before, simulation.Hash);
        Assert.False(simulation.Fault("never", 0));
    }

    [Fact]
    public void Outside_of_a_simulation_its_dispatcher_is_refused()
    {
        var fault = Assert.Throws<Akka.Configuration.ConfigurationException>(() =>
            ActorSystem.Create(
                "real",
                Akka.Configuration.ConfigurationFactory.ParseString("akka.actor.default-dispatcher.type = simulated")
            )
        );
        Assert.Contains("only a Simulation can start such a system", fault.Message, StringComparison.Ordinal);
    }

    private static readonly Action Nothing = () => { };

    internal sealed class Box
    {
        public int Count { get; private set; }

        public void Add() => Count++;
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action heard) => ReceiveAny(_ => heard());
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter(Box starts, Box heard)
        {
            starts.Add();
            ReceiveAny(_ => heard.Add());
        }
    }

    private sealed class Fragile : ReceiveActor
    {
        public Fragile(Action started)
        {
            started();
            ReceiveAny(_ => throw new InvalidOperationException("as asked"));
        }
    }

    private sealed class Ticker : ReceiveActor, IWithTimers
    {
        public Ticker(Box ticks) => Receive<string>(_ => ticks.Add());

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartPeriodicTimer("tick", "tick", Second);
    }
}
