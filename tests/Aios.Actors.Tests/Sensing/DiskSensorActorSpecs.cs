using Aios.Actors.Sensing;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class DiskSensorActorSpecs : SensorSpecs
{
    // Something is always in use, so this bound is crossed for certain.
    private static readonly ThresholdSettings Crossed = new(0, TimeSpan.Zero, 101, TimeSpan.Zero, 0, TimeSpan.FromHours(1));

    [Fact]
    public void A_full_file_system_is_an_alert_and_its_figures_are_reported()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(HeartbeatActor.DiskSeen));
        ChildOf(Crossed, "/");
        Pass(0);

        var facts = Journal.Accept().Select(record => record.Event).ToArray();
        var report = Heard.ExpectMsg<SensorReport>();

        Assert.Equal([EventTypes.ThresholdCandidate, EventTypes.DiskLow], facts.Select(fact => fact.Type));
        Assert.Equal(("disk", "/", "used"), (facts[1].Text("sensor"), facts[1].Text("mount"), facts[1].Text("aspect")));
        Assert.Equal(facts[0].TraceId, facts[1].TraceId);
        var used = report.Fields!.Value.GetProperty("/").GetProperty("used_percent").GetDouble();
        Assert.InRange(used, 0.001, 100);
        Assert.Equal(used, ExpectMsg<HeartbeatActor.DiskSeen>().FullestPercent!.Value, 3);
    }

    [Fact]
    public void A_mount_that_is_gone_ends_its_alert()
    {
        Journal.Record(Samples.Alert(EventTypes.DiskLow, "disk", "/gone"));
        ChildOf(Crossed with { Warn = 101, Clear = 100 }, "/");
        Pass(0);

        var recovered = Assert.Single(Journal.Accept()).Event;

        Assert.Equal((EventTypes.Recovered, "/gone", "True"), (recovered.Type, recovered.Text("target"), recovered.Text("gone")));
        Assert.Empty(Memory.Current.Alerts.Raised);
    }

    [Fact]
    public void An_alert_from_before_the_start_recovers_when_there_is_room_again()
    {
        Journal.Record(Samples.Alert(EventTypes.DiskLow, "disk", "/"));
        ChildOf(Crossed with { Warn = 101, Clear = 100 }, "/");
        Pass(0);

        var recovered = Assert.Single(Journal.Accept()).Event;

        Assert.Equal((EventTypes.Recovered, "/", "False"), (recovered.Type, recovered.Text("target"), recovered.Text("gone")));
    }

    private void ChildOf(ThresholdSettings bounds, params string[] folders)
    {
        var (settings, shell, memory, journal) = (new SensingSettings { Disk = bounds }, Shell, Memory, Journal.Ref);
        ChildOf(Props.Create(() => new DiskSensorActor(LocalMachine.Instance, settings, folders, folders, shell, memory, journal)));
    }
}
