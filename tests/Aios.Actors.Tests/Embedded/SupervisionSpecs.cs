using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Engine.Inspection;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Aios.Testing;
using Akka.Actor;
using Xunit.Abstractions;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests.Embedded;

public class SupervisionSpecs(ITestOutputHelper output) : TopologySpecs
{
    private static readonly string[] Victims =
    [
        "journal",
        "scheduler",
        "reactor",
        "verifier",
        "score/score",
        "sensors/cpu",
        "orders/orders",
    ];

    // Every stage has its part in such a run, the verifier too.
    private static readonly Playbook Playbook = Samples.Playbook(
        verify: new GateTemplate(GateKind.Expectation, TimeSpan.Zero, TimeSpan.FromMinutes(5), "sensor.memory.percent > 0.0")
    ) with
    {
        Trigger = new Trigger("app.full", null, ["id"]),
    };

    [Theory]
    [InlineData("journal")]
    [InlineData("scheduler")]
    [InlineData("reactor")]
    [InlineData("verifier")]
    [InlineData("score/score")]
    [InlineData("sensors/cpu")]
    [InlineData("orders/orders")]
    public void Only_the_actor_that_crashes_starts_again(string victim)
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginWithARun(adapter);

        Crash(victim);

        Assert.Equal([new KeyValuePair<string, int>($"/user/aios/{victim}", 1)], Restarts());
        Emit(Samples.Event("app.full"));
        PassUntil(() => EndedRuns.Count() == 2, "the end of the run");
        Assert.All(EndedRuns, run => Assert.Equal(RunPhase.Verified, run.Phase));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_crashes_every_acknowledged_event_is_answered_once(int seed) => Survive(seed, events: 40, oneIn: 3, crashes: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_thousand_crashes_of_any_actor_lose_nothing_and_restart_nobody_else()
    {
        const int Events = 500;
        var seed = Random.Shared.Next();
        var evidence = new Evidence(output, "T16", seed);

        var crashed = Survive(seed, Events, oneIn: 1, crashes: 2);

        Assert.Equal(2 * Events, crashed.Values.Sum());
        Assert.Equal(crashed.OrderBy(each => each.Key), Restarts().OrderBy(each => each.Key));
        evidence.Write(
            new
            {
                Crashes = crashed.Values.Sum(),
                Actors = Victims.Length,
                Acked = Events,
                Lost = 0,
                OthersRestarted = 0,
            }
        );
    }

    private Dictionary<string, int> Survive(int seed, int events, int oneIn, int crashes)
    {
        var random = new Random(seed);
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        BeginWithARun(adapter);
        var acknowledged = new List<RecordedEvent>();
        var crashed = new Dictionary<string, int>();

        for (var i = 0; i < events; i++)
        {
            acknowledged.Add(
                Emit(Samples.Event("app.full", id: $"{seed}-{i}", priority: (Priority)random.Next(4)) with { HasSuppliedId = false })
            );
            if (random.Next(oneIn) == 0)
                foreach (var victim in random.GetItems(Victims, crashes))
                {
                    Crash(victim);
                    crashed[$"/user/aios/{victim}"] = crashed.GetValueOrDefault($"/user/aios/{victim}") + 1;
                }
            if (random.Next(2) == 0)
                Pass(0.1);
        }
        PassUntil(() => EndedRuns.Count() > events, $"{events} ends of runs");

        Assert.Equal(acknowledged.Select(record => record.Seq), EndedRuns.Select(run => run.Plan.EventSeq).Order().Skip(1));
        Assert.All(EndedRuns, run => Assert.Equal(RunPhase.Verified, run.Phase));
        Assert.Equal(events + 1, adapter.Calls);
        Assert.Null(Folder.Log.Reader().Verify().Fault);
        PassUntil(IsSettled, "a checkpoint behind the last event", step: 1);
        return crashed;
    }

    /// <summary>A first run shows that every actor has started.</summary>
    private void BeginWithARun(FakeAdapter adapter)
    {
        Begin(adapter, Playbook);
        Emit(Samples.Event("app.full"));
        PassUntil(() => EndedRuns.Any(), "the end of the first run");
    }

    private bool IsSettled() =>
        Ask<SchedulingProtocol.Queue>(Stages.Scheduler, new SchedulingProtocol.GetQueue()) is var queue
        && queue.Checkpoint == queue.LastSeen;

    /// <summary>How often each actor was started again, those that never were left out.</summary>
    private Dictionary<string, int> Restarts() =>
        ActorTree.Read(Sys, "/user/aios").Where(actor => actor.Restarts > 0).ToDictionary(actor => actor.Path, actor => actor.Restarts);

    /// <summary>Gives the actor something that it cannot digest, and waits until it has started again.</summary>
    private void Crash(string victim)
    {
        var before = Restarts().GetValueOrDefault($"/user/aios/{victim}");
        switch (victim)
        {
            case "journal":
                Stages.Journal.Tell(new JournalProtocol.Append(null!), ActorRefs.NoSender);
                break;
            case "scheduler":
                Stages.Scheduler.Tell(new JournalProtocol.Appended([], [], "no decision"));
                break;
            case "reactor":
                Stages.Reactor.Tell(new ReactingProtocol.AdoptPlaybooks(null!));
                break;
            case "verifier":
                Sys.EventStream.Publish(new RecordedEvent(0, "node-0001", 1, Samples.Event("run.of-a-later-version", "aios/run")));
                break;
            case "score/score":
                Stages.Score.Tell(new JournalProtocol.Appended([], [], null));
                break;
            case "orders/orders":
                Stages.Orders.Tell(new JournalProtocol.Appended([], [], null));
                break;
            default:
                Stages.Sensors.Tell(new SensorsActor.ReadingFor("cpu", new TakeReading(double.NaN, default)));
                break;
        }
        AwaitCondition(() => Restarts().GetValueOrDefault($"/user/aios/{victim}") > before, null, $"a restart of {victim}");
    }
}
