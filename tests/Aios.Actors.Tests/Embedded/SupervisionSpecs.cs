using Aios.Actors.Tests.Embedded.Simulated;
using Aios.Engine.Cells;
using Aios.Engine.Simulation;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Testing;
using Akka.Actor;
using Xunit.Abstractions;

namespace Aios.Actors.Tests.Embedded;

public class SupervisionSpecs(ITestOutputHelper output) : TopologySpecs
{
    private const int Seeds = 20;
    private const int CrashesPerSeed = 50;

    // Every stage has its part in such a run, the verifier too.
    private static readonly Playbook Playbook = Samples.Playbook(
        verify: new GateTemplate(GateKind.Expectation, TimeSpan.Zero, TimeSpan.FromMinutes(5), "sensor.memory.percent > 0.0")
    ) with
    {
        Trigger = new Trigger("app.full", null, ["id"]),
    };

    public static TheoryData<string> Victims => [.. DeclaredSupervision.Always.Keys];

    [Theory]
    [MemberData(nameof(Victims))]
    public void Only_the_actor_that_crashes_and_those_below_it_start_anew(string victim)
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginWithARun(adapter);
        var before = Lives();

        Crash(victim);
        Emit(Samples.Event("app.full"));
        PassUntil(() => EndedRuns.Count() == 2, "the end of the run");

        var after = Lives();
        Assert.Equal(
            before.Keys.Where(path => DeclaredSupervision.StartsAnew(path, victim)),
            before.Where(each => after.GetValueOrDefault(each.Key) != each.Value).Select(each => each.Key)
        );
        Assert.All(EndedRuns, run => Assert.Equal(RunPhase.Verified, run.Phase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_crashes_every_acknowledged_event_is_answered_once(int seed)
    {
        const int Events = 40;
        var random = new Random(seed);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginWithARun(adapter);
        var acknowledged = new List<RecordedEvent>();

        for (var i = 0; i < Events; i++)
        {
            acknowledged.Add(
                Emit(Samples.Event("app.full", id: $"{seed}-{i}", priority: (Priority)random.Next(4)) with { HasSuppliedId = false })
            );
            if (random.Next(2) == 0)
                Crash(random.GetItems(DeclaredSupervision.Always.Keys.ToArray(), 1)[0]);
            if (random.Next(2) == 0)
                Pass(0.1);
        }
        PassUntil(() => EndedRuns.Count() > Events, $"{Events} ends of runs");

        Assert.Equal(acknowledged.Select(record => record.Seq), EndedRuns.Select(run => run.Plan.EventSeq).Order().Skip(1));
        Assert.All(EndedRuns, run => Assert.Equal(RunPhase.Verified, run.Phase));
        Assert.Equal(Events + 1, adapter.Calls);
        Assert.Null(Folder.Log.Reader().Verify().Fault);
        PassUntil(IsSettled, "a checkpoint behind the last event", step: 1);
    }

    [Fact]
    public void Crashes_of_any_actor_under_load_lose_nothing_and_restart_nobody_else() => Check([1], crashes: 15);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_thousand_crashes_of_any_actor_under_load_lose_nothing_and_restart_nobody_else()
    {
        var evidence = new Evidence(output, "T16", 1);
        var outcomes = Check(Enumerable.Range(1, Seeds), CrashesPerSeed);

        var victims = outcomes
            .SelectMany(each => each.Victims)
            .GroupBy(each => each.Key, each => each.Value)
            .ToDictionary(each => each.Key, each => each.Sum());
        Assert.Equal(Seeds * CrashesPerSeed, victims.Values.Sum());
        Assert.Equal(DeclaredSupervision.Kinds.Order(), victims.Keys.Order());
        evidence.Write(
            new
            {
                Seeds,
                Crashes = victims.Values.Sum(),
                KindsOfActors = victims.Count,
                Acked = outcomes.Sum(each => each.Acknowledged),
                Lost = 0,
                Effects = outcomes.Sum(each => each.Effects),
                OthersRestarted = 0,
            }
        );
        output.WriteLine(
            string.Join(", ", victims.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Value}"))
        );
    }

    private static List<NodeOutcome> Check(IEnumerable<int> seeds, int crashes)
    {
        var outcomes = seeds.Select(seed => NodeSimulation.RunChaos(seed, crashes)).ToList();
        Assert.True(
            outcomes.All(outcome => outcome.Violations.Count == 0),
            string.Join(
                "\n",
                outcomes.Where(outcome => outcome.Violations.Count > 0).Select(outcome => $"{outcome.Violations[0]}\n{outcome.Trace}")
            )
        );
        return outcomes;
    }

    /// <summary>A first run shows that every actor has started.</summary>
    private void BeginWithARun(FakeAdapter adapter)
    {
        Begin(adapter, Playbook);
        Emit(Samples.Event("app.full"));
        PassUntil(() => EndedRuns.Any(), "the end of the first run");
        AwaitCondition(() => Lives().Count == DeclaredSupervision.Always.Count, null, "the end of the run's actor");
    }

    private bool IsSettled() =>
        Ask<SchedulingProtocol.Queue>(Stages.Scheduler, new SchedulingProtocol.GetQueue()) is var queue
        && queue.Checkpoint == queue.LastSeen;

    private Dictionary<string, ActorBase> Lives() =>
        DeclaredSupervision.Lives(Root).ToDictionary(each => each.Key, each => each.Value.Life);

    /// <summary>Returns when it has started again, and all that it takes with it.</summary>
    private void Crash(string victim)
    {
        var before = DeclaredSupervision.Lives(Root).Where(each => DeclaredSupervision.StartsAnew(each.Key, victim)).ToDictionary();
        before[victim].Ref.SendSystem(new Crash(new SimulatedCrashException()));
        AwaitCondition(
            () =>
                DeclaredSupervision.Lives(Root) is var now
                && before.All(each => IsOfARun(each.Key) || now.GetValueOrDefault(each.Key).Life is { } life && life != each.Value.Life),
            null,
            $"a restart of {victim}"
        );
    }

    // Its run may be over meanwhile.
    private static bool IsOfARun(string path) => path.StartsWith("runs/", StringComparison.Ordinal);
}
