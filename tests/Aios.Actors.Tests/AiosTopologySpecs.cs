using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Loop.Scoring;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests;

public class AiosTopologySpecs : TopologySpecs
{
    private static readonly GateTemplate SensorRecovers = new(GateKind.SensorRecovered, TimeSpan.Zero, TimeSpan.FromSeconds(60), null);

    [Fact]
    public void An_event_becomes_a_run_that_is_verified()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        Begin(adapter, Samples.Playbook("cool", EventTypes.CpuSpike, SensorRecovers));

        var alert = Emit(Samples.Alert(EventTypes.CpuSpike, "cpu", "machine"));
        PassUntil(() => Memory.Current.ActiveRuns.Values.Any(run => run.Phase == RunPhase.Verifying), "a run that waits for its verdict");
        Emit(Samples.Alert(EventTypes.Recovered, "cpu", "machine"));
        PassUntil(() => EndedRuns.Any(), "the end of the run");

        var run = EndedRuns.Single();
        Assert.Equal((RunPhase.Verified, alert.Seq, 1), (run.Phase, run.Plan.EventSeq, adapter.Calls));
        Assert.Equal(
            [
                EventTypes.CpuSpike,
                EventTypes.SchedulerDecision,
                EventTypes.ReactorMatched,
                "run.planned",
                "run.step-started",
                "run.step-succeeded",
                "run.verifying",
                EventTypes.Recovered,
                "run.verified",
            ],
            // What is said of the incident stands somewhere between.
            Folder
                .OnDisk.Where(record => record.Event.TraceId == alert.Event.TraceId && EventTypes.Family(record.Event.Type) != "incident")
                .Select(record => record.Event.Type)
        );
        PassUntil(() => Memory.Current.Incidents.All.Values.Any(incident => incident.IsOver), "the end of the incident");
        Assert.Equal(run.Plan.Id, Memory.Current.Incidents.All.Values.Single().Evidence.Runs.Single().Id);
    }

    [Fact]
    public void An_expectation_is_judged_by_what_the_sensors_read()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        var gate = new GateTemplate(GateKind.Expectation, TimeSpan.Zero, TimeSpan.FromSeconds(60), "sensor.memory.percent > 0.0");
        Begin(adapter, Samples.Playbook(verify: gate));

        Emit(Samples.Event("app.full"));
        PassUntil(() => EndedRuns.Any(), "the end of the run");

        Assert.Equal((RunPhase.Verified, "sensor.memory.percent > 0.0 holds"), (EndedRuns.Single().Phase, EndedRuns.Single().Reason));
    }

    [Fact]
    public void The_surfaces_get_their_answers()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        Begin(adapter, Samples.Playbook());
        PassUntil(() => Ask<HeartbeatView>(Stages.Heartbeat, new GetHeartbeat()).Beats >= 6, "six beats", step: 1);
        PassUntil(() => Ask<Readings>(Stages.Sensors, new GetReadings()).Sensors.Count >= 6, "the sensors' reports", step: 1);

        var heartbeat = Ask<HeartbeatView>(Stages.Heartbeat, new GetHeartbeat());

        Assert.InRange(heartbeat.FullestDiskPercent!.Value, 0, 100);
        Assert.Equal(
            "tidy",
            Assert.Single(Ask<ReactingProtocol.Playbooks>(Stages.Reactor, new ReactingProtocol.GetPlaybooks()).Items).Playbook.Id.Value
        );
        Assert.Equal(ScoreLevel.Healthy, Ask<ScoringProtocol.CurrentScore>(Stages.Score, new ScoringProtocol.GetScore()).Level);
        Assert.Equal(
            ["cpu", "disk", "load", "memory", "process_use", "process_watch", "self"],
            Ask<Readings>(Stages.Sensors, new GetReadings()).Sensors.Select(health => health.Sensor)
        );
    }

    [Fact]
    public void A_drained_tree_has_its_stop_on_record_as_the_last_and_starts_nothing_more()
    {
        using var adapter = FakeAdapter.Always(FakeAdapter.Ok);
        Begin(adapter, Samples.Playbook());

        Assert.True(Ask<DrainProtocol.Drained>(Stages.Drain, new DrainProtocol.Begin("the end", TimeSpan.FromSeconds(5))).OnRecord);
        var late = Ask<JournalProtocol.AppendFailed>(Stages.Journal, JournalProtocol.Append.One(Samples.Event("app.full")));
        for (var i = 0; i < 10; i++)
        {
            Pass(1);
            Settle(Stages.Scheduler, Stages.Reactor, Stages.Runs);
        }

        Assert.Empty(Memory.Current.AllRuns);
        Assert.True(late.IsRetryable);
        Assert.Equal(EventTypes.NodeStopped, Folder.OnDisk[^1].Event.Type);
    }
}
