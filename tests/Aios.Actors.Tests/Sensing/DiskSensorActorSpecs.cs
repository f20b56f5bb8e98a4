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

    private static readonly DiskSpace Half = new(100, 50, 50, 0, 0);

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

    [Fact]
    public void A_mount_that_hangs_is_told_once_and_takes_nothing_from_the_others()
    {
        var hanging = new TaskCompletionSource<DiskSpace>();
        Queue<Task<DiskSpace>?> answers = new([hanging.Task, null, Task.FromResult(Half)]);
        var sensor = ChildOf(new MountedMachine("/", "/net"), path => path == "/" ? Task.FromResult(Half) : answers.Dequeue());
        Pass(0);
        Settle(sensor);
        Heard.ExpectNoMsg(TimeSpan.Zero);
        Pass(DiskSensorActor.Budget.TotalSeconds);

        var report = Heard.ExpectMsg<SensorReport>();
        Assert.Equal(("unhealthy", "/net: no answer within 5s"), (report.State, report.Fault));
        Assert.Equal(50, report.Fields!.Value.GetProperty("/").GetProperty("used_percent").GetDouble());
        var said = Assert.Single(Journal.Accept()).Event;
        Assert.Equal((EventTypes.SensorUnhealthy, "/net"), (said.Type, said.Text("target")));

        Pass(30);
        Assert.Equal("unhealthy", Heard.ExpectMsg<SensorReport>().State);
        hanging.SetResult(Half);
        Settle(sensor);
        Pass(30);
        Assert.Equal("ok", Heard.ExpectMsg<SensorReport>().State);
        Assert.Equal(EventTypes.SensorRecovered, Assert.Single(Journal.Accept()).Event.Type);
    }

    [Fact]
    public void A_mount_that_cannot_be_read_fails_alone_and_keeps_its_alert()
    {
        Journal.Record(Samples.Alert(EventTypes.DiskLow, "disk", "/net"));
        var stale = Task.FromException<DiskSpace>(new IOException("/net: stale file handle"));
        ChildOf(new MountedMachine("/", "/net"), path => path == "/" ? Task.FromResult(Half) : stale);
        Pass(0);

        var report = Heard.ExpectMsg<SensorReport>();
        Assert.Equal(("unhealthy", "/net: stale file handle"), (report.State, report.Fault));
        Assert.True(report.Fields!.Value.TryGetProperty("/", out _));
        Assert.Equal(EventTypes.SensorUnhealthy, Assert.Single(Journal.Accept()).Event.Type);
        Assert.Single(Memory.Current.Alerts.Raised);
    }

    private void ChildOf(ThresholdSettings bounds, params string[] folders)
    {
        var machine = LocalMachine.Instance;
        ChildOf(machine, new SpaceLooks(machine).Begin, bounds, folders);
    }

    private IActorRef ChildOf(IMachine machine, Func<string, Task<DiskSpace>?> look) =>
        ChildOf(machine, look, Crossed with { Warn = 101, Clear = 100 }, "/", "/net/data");

    private IActorRef ChildOf(IMachine machine, Func<string, Task<DiskSpace>?> look, ThresholdSettings bounds, params string[] folders)
    {
        var (settings, shell, memory, journal) = (new SensingSettings { Disk = bounds }, Shell, Memory, Journal.Ref);
        var watched = new DiskFolders(folders, folders);
        return ChildOf(Props.Create(() => new DiskSensorActor(machine, look, settings, watched, shell, memory, journal)));
    }
}
