using Aios.Actors.Overrides;
using Aios.Actors.Sensing;
using Aios.Journal.Metrics;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests.Sensing;

public class HeartbeatActorSpecs : ActorSpecs
{
    private static readonly ThresholdSettings Never = new(1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero);

    // Memory is always in use, so this bound is crossed for certain.
    private static readonly SensingSettings MemoryCrosses = new()
    {
        Cpu = Never,
        Memory = Never with { Warn = 0, Clear = 0 },
        Load = Never,
    };
    private static readonly SensingSettings NothingCrosses = new()
    {
        Cpu = Never,
        Memory = Never,
        Load = Never,
    };

    private readonly TestProbe _sensors;
    private int _watchdog;

    public HeartbeatActorSpecs() => _sensors = CreateTestProbe("sensors");

    [Fact]
    public void When_nothing_is_crossed_the_sensors_hear_nothing()
    {
        var heartbeat = Quiet(NothingCrosses);

        for (var i = 0; i < 20; i++)
            Pass(0.05);
        Assert.Empty(Passed(heartbeat));
        Assert.StartsWith("HEARTBEAT_OK", View(heartbeat).Line(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_beat_tells_the_watchdog_and_the_metric_history()
    {
        var heartbeat = Quiet(NothingCrosses);
        var (calls, beats) = (_watchdog, View(heartbeat).Beats);

        for (var i = 0; i < 10; i++)
        {
            Pass(0.05);
            Settle(heartbeat);
        }

        Assert.Equal((10, 10L), (_watchdog - calls, View(heartbeat).Beats - beats));
        Assert.Equal(_watchdog, View(heartbeat).Beats);
    }

    [Fact]
    public void A_crossing_is_passed_on_until_the_sensor_is_quiet()
    {
        var heartbeat = Quiet(MemoryCrosses);

        Pass(0.05);
        Assert.InRange(Reading("memory").Value, 0.001, 100);
        _sensors.Reply(new BeatSensorActor.ReadingTaken("memory", IsQuiet: false, HasAlert: true));
        Settle(heartbeat);
        Assert.False(View(heartbeat).IsOk);
        Assert.StartsWith("AIOS_ALERT:memory_high", View(heartbeat).Line(), StringComparison.Ordinal);

        Pass(0.05);
        Reading("memory");
        Assert.DoesNotContain(Passed(heartbeat), reading => reading.Sensor != "memory");
    }

    [Fact]
    public void An_alert_from_before_the_start_gets_its_reading_without_a_crossing()
    {
        var heartbeat = Heartbeat(NothingCrosses);

        Pass(0.05);
        Reading("memory");
        _sensors.Reply(new BeatSensorActor.ReadingTaken("memory", IsQuiet: false, HasAlert: true));
        Settle(heartbeat);
        Pass(0.05);

        Reading("memory");
    }

    [Fact]
    public void Beats_are_reported_with_the_fullest_disk_and_how_many_had_an_alert()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(BeatsSeen));
        var heartbeat = Heartbeat(NothingCrosses);
        Sys.EventStream.Publish(new HeartbeatActor.DiskSeen(61.5));
        Pass(0.05);
        Settle(heartbeat);
        Journal.Record(Samples.Alert(EventTypes.DiskLow, "disk", "/"));
        Pass(0.03);
        var first = ExpectMsg<BeatsSeen>();

        for (var i = 0; i < 100; i++)
        {
            Pass(0.05);
            Settle(heartbeat);
        }
        var second = ExpectMsg<BeatsSeen>();

        Assert.Equal((1, 0, 61.5), (first.Beats, first.AlertBeats, first.FullestDisk));
        // Two timers that are due at the same instant come in either order.
        Assert.InRange(second.Beats, 99, 100);
        Assert.Equal(second.Beats, second.AlertBeats);
        Assert.InRange(second.Memory!.Value, 0.001, 100);
    }

    [Fact]
    public void What_it_reads_is_shown_by_sensor()
    {
        Heartbeat(NothingCrosses);
        Pass(0.08);

        var reports = new[] { Report(), Report(), Report() };

        Assert.Equal(["cpu", "memory", "load"], reports.Select(report => report.Sensor));
        Assert.All(reports, report => Assert.Equal("ok", report.State));
        Assert.True(reports[1].Fields!.Value.GetProperty("available_bytes").GetInt64() > 0);

        SensorReport Report() => _sensors.FishForMessage<SensorReport>(_ => true);
    }

    [Fact]
    public void It_beats_at_another_interval_and_compares_with_other_bounds_once_it_says_so()
    {
        var heartbeat = Quiet(NothingCrosses);
        var before = View(heartbeat).Beats;
        var slower = new ChangingSettings(new HeartbeatSettings(TimeSpan.FromSeconds(1)), MemoryCrosses, SchedulingSettings.Default);
        Assert.Equal(new SettingsAdopted("heartbeat", 3), Ask<SettingsAdopted>(heartbeat, new AdoptSettings(slower, 3)));

        Pass(0.9);
        Assert.Equal(before, View(heartbeat).Beats);
        Pass(0.1);

        Reading("memory");
        Assert.Equal(before + 1, View(heartbeat).Beats);
    }

    private IActorRef Heartbeat(SensingSettings settings)
    {
        var parts = new HeartbeatParts(
            TimeSpan.FromMilliseconds(50),
            settings,
            Shell,
            new MetricHistory(Folder.Data),
            Memory,
            _sensors.Ref,
            () => Interlocked.Increment(ref _watchdog),
            LocalMachine.Instance
        );
        var heartbeat = Start(() => new HeartbeatActor(parts));
        Settle(heartbeat);
        return heartbeat;
    }

    /// <summary>One whose sensors have all said that nothing stands from before.</summary>
    private IActorRef Quiet(SensingSettings settings)
    {
        var heartbeat = Heartbeat(settings);
        foreach (var sensor in (string[])["cpu", "memory", "load"])
            heartbeat.Tell(new BeatSensorActor.ReadingTaken(sensor, IsQuiet: true, HasAlert: false));
        Settle(heartbeat);
        return heartbeat;
    }

    private TakeReading Reading(string sensor) => _sensors.FishForMessage<SensorsActor.ReadingFor>(r => r.Sensor == sensor).Reading;

    private IEnumerable<SensorsActor.ReadingFor> Passed(IActorRef heartbeat)
    {
        Settle(heartbeat, _sensors.Ref);
        while (_sensors.HasMessages)
            if (_sensors.ReceiveOne() is SensorsActor.ReadingFor reading)
                yield return reading;
    }

    private HeartbeatView View(IActorRef heartbeat) => Ask<HeartbeatView>(heartbeat, new GetHeartbeat());
}
