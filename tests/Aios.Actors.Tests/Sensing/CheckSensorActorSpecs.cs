using Aios.Actors.Sensing;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Probes;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class CheckSensorActorSpecs : SensorSpecs
{
    private static readonly PortReading Open = new(true, 0.5, "");
    private static readonly PortReading Closed = new(false, 1, "Connection refused");

    private readonly FakeProbes _probes = new();
    private readonly FakeAdapter _adapter = FakeAdapter.Always(FakeAdapter.Ok);
    private ChecksSettings _settings = ChecksSettings.Default;
    private IActorRef _sensor = ActorRefs.Nobody;

    [Fact]
    public void A_port_that_goes_away_and_comes_back_is_down_and_recovered_in_one_trace()
    {
        _probes.Say("db:5432", Open);
        Begin("port", new([], []) { Ports = ["db:5432"] });
        Assert.Equal(("ok", "db:5432 up (0.5 ms)"), (Report().State, Report(interval: 15).Text));

        _probes.Say("db:5432", Closed);
        var down = AcceptNext(interval: 15);
        Assert.Equal([EventTypes.ThresholdCandidate, EventTypes.PortDown], down.Select(fact => fact.Type));
        Assert.Equal((Severity.Error, "sensor/port", "db:5432"), (down[1].Severity, down[1].Source, down[1].Text("target")));
        Assert.Equal(
            ("db", "5432", "3", "Connection refused"),
            (down[1].Text("host"), down[1].Text("port"), down[1].Text("value"), down[1].Text("error"))
        );
        Assert.True(Memory.Current.Alerts.Stands(new AlertKey("port", "db:5432")));
        Settle(_sensor);
        Assert.Equal("alert", Report(interval: 15).State);

        _probes.Say("db:5432", Open);
        var back = Assert.Single(AcceptNext(interval: 15));
        Assert.Equal((EventTypes.Recovered, down[1].TraceId), (back.Type, back.TraceId));
        Assert.Empty(Memory.Current.Alerts.Raised);
    }

    [Fact]
    public void A_target_that_hangs_is_said_once_and_holds_up_no_other()
    {
        var hanging = _probes.Hang("/mnt/gone");
        _probes.Say("/var/log", new FileReading(true, 1, 1024, 0));
        Begin("file", new([], []) { Files = [new("/mnt/gone"), new("/var/log")] });

        var unhealthy = Assert.Single(AcceptNext(interval: 1));
        PassUntil(() => _probes.Asked("/var/log") >= 4, "three more looks at the other", step: 5);

        Assert.Equal((EventTypes.SensorUnhealthy, "/mnt/gone"), (unhealthy.Type, unhealthy.Text("target")));
        Assert.Equal(1, _probes.Asked("/mnt/gone"));
        Settle(_sensor, Journal.Ref);
        Assert.False(Journal.HasMessages);

        hanging.SetResult(new FileReading(true, 1, 1, 0));
        var recovered = Assert.Single(AcceptNext(interval: 1));
        Assert.Equal((EventTypes.SensorRecovered, "/mnt/gone"), (recovered.Type, recovered.Text("target")));
        PassUntil(() => _probes.Asked("/mnt/gone") == 2, "it is looked at again", step: 5);
    }

    [Fact]
    public void A_target_that_cannot_be_read_is_looked_at_more_and_more_rarely_and_its_alert_stays()
    {
        Journal.Record(Samples.Alert(EventTypes.CertificateExpiring, "certificate", "mail:465"));
        _probes.Fail("mail:465", "no TLS: not a handshake");
        _settings = _settings with { Certificate = _settings.Certificate with { Interval = TimeSpan.FromSeconds(10) } };
        Begin("certificate", new([], []) { Certificates = ["mail:465"] });
        var unhealthy = Assert.Single(AcceptNext(interval: 1));
        Assert.Equal("no TLS: not a handshake", unhealthy.Text("text"));

        Report();
        var looks = 1;
        foreach (var wait in (int[])[20, 40, 80, 160, 160])
        {
            Settle(_sensor);
            Pass(wait - 1);
            Settle(_sensor);
            Assert.Equal(looks, _probes.Asked("mail:465"));
            Pass(1);
            Report();
            Assert.Equal(++looks, _probes.Asked("mail:465"));
        }
        Assert.False(Journal.HasMessages);
        Assert.True(Memory.Current.Alerts.Stands(new AlertKey("certificate", "mail:465")));
    }

    [Fact]
    public void A_certificate_says_how_long_it_lasts()
    {
        var end = Shell.Now.Wall + (long)TimeSpan.FromDays(2).TotalMilliseconds;
        _probes.Say("/etc/ssl/site.pem", new CertificateReading("CN=site", "CN=ca", end));
        Begin("certificate", new([], []) { Certificates = ["/etc/ssl/site.pem"] });

        var told = AcceptNext(interval: 1).Last();

        Assert.Equal((EventTypes.CertificateExpiring, Severity.Critical, "2"), (told.Type, told.Severity, told.Text("days_left")));
        Assert.Equal(("CN=site", "-2"), (told.Text("subject"), told.Text("value")));
    }

    [Fact]
    public void A_health_address_says_status_and_time()
    {
        _settings = _settings with { Http = _settings.Http with { Failures = 1 } };
        _probes.Say("http://a/health", new HttpReading(503, 12, ""));
        Begin("http", new([], []) { Health = [new("http://a/health")] });

        var down = AcceptNext(interval: 1).Last();

        Assert.Equal((EventTypes.HttpDown, "503", "status 503, expected 200–299"), (down.Type, down.Text("status"), down.Text("error")));
        var fields = Report(interval: 15).Fields!.Value.GetProperty("http://a/health");
        Assert.Equal((false, 503), (fields.GetProperty("up").GetBoolean(), fields.GetProperty("status").GetInt32()));
    }

    [Fact]
    public void A_file_has_an_alert_for_each_aspect()
    {
        _probes.Say("/var/log/app.log", new FileReading(true, 1, 5_000, Shell.Now.Wall - 3_600_000));
        Begin("file", new([], []) { Files = [new("/var/log/app.log", SizeBytes: 4_000, Age: TimeSpan.FromMinutes(10))] });

        PassUntil(() => Journal.HasMessages, "the alerts", step: 1);
        var told = Journal.Accept().Concat(Journal.Accept()).Select(record => record.Event).ToArray();

        Assert.Equal(
            ["/var/log/app.log#size", "/var/log/app.log#age"],
            told.Where(fact => fact.Severity == Severity.Warn).Select(fact => fact.Text("target"))
        );
        Assert.All(told, fact => Assert.Equal(("/var/log/app.log", "5000"), (fact.Text("path"), fact.Text("size_bytes"))));
    }

    [Fact]
    public void A_program_is_run_by_the_door_and_believed_by_its_exit_code()
    {
        using var adapter = Program(new(EffectResult.ExitCode, "ended with code 2", 2, "CRITICAL: one disk | disks=1;2"));
        Begin("program", new([], []) { Programs = [new("raid", ["/usr/bin/check_raid", "-v"])] }, adapter);

        var told = AcceptNext(interval: 1).Last();

        Assert.Equal((EventTypes.ProgramFailed, Severity.Critical, "raid"), (told.Type, told.Severity, told.Text("target")));
        Assert.Equal(("CRITICAL: one disk", """{"disks":1}"""), (told.Text("text"), told.Text("figures")));
        Assert.Equal(1, adapter.Calls);
    }

    [Fact]
    public void A_program_that_says_nothing_is_unhealthy_and_no_alert()
    {
        using var adapter = Program(new(EffectResult.NotFound, "/usr/bin/check_raid: no such file"));
        Begin("program", new([], []) { Programs = [new("raid", ["/usr/bin/check_raid"])] }, adapter);

        var told = Assert.Single(AcceptNext(interval: 1));

        Assert.Equal((EventTypes.SensorUnhealthy, "/usr/bin/check_raid: no such file"), (told.Type, told.Text("text")));
        Assert.Equal(("unhealthy", "raid: /usr/bin/check_raid: no such file"), (Report().State, Report(interval: 120).Fault));
    }

    [Fact]
    public void An_alert_about_a_target_that_is_listed_no_more_is_over()
    {
        Journal.Record(Samples.Alert(EventTypes.PortDown, "port", "old:1"));
        Journal.Record(Samples.Alert(EventTypes.PortDown, "port", "db:5432"));
        Begin("port", new([], []) { Ports = ["db:5432"] });

        var over = Assert.Single(Journal.Accept()).Event;

        Assert.Equal((EventTypes.Recovered, "old:1", "True"), (over.Type, over.Text("target"), over.Text("gone")));
        Assert.True(Memory.Current.Alerts.Stands(new AlertKey("port", "db:5432")));
    }

    [Fact]
    public void Only_sensors_with_something_to_look_at_are_there()
    {
        Assert.Empty(Of(new([], []), _adapter));
        Assert.Equal(["port"], Of(new([], []) { Ports = ["a:1", "a:1"] }, _adapter).Select(sensor => sensor.Name));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _adapter.Dispose();
    }

    private IEnumerable<CheckSensor> Of(TargetSettings targets, FakeAdapter adapter) =>
        new Checks(_settings, targets, _probes, new Door(Folder.Ledger, Clock, [adapter])).All;

    private void Begin(string name, TargetSettings targets, FakeAdapter? adapter = null)
    {
        var sensor = Of(targets, adapter ?? _adapter).Single(each => each.Name == name);
        var (shell, memory, journal) = (Shell, Memory, Journal.Ref);
        _sensor = ChildOf(Props.Create(() => new CheckSensorActor(sensor, shell, memory, journal)));
        Pass(0);
    }

    private static FakeAdapter Program(AdapterResult result) => new(_ => Task.FromResult(result), "process");

    private SensorReport Report() => Heard.ExpectMsg<SensorReport>();

    /// <summary>The report of the next look.</summary>
    private SensorReport Report(double interval)
    {
        while (Heard.HasMessages)
            Heard.ReceiveOne(TimeSpan.Zero);
        Settle(_sensor);
        Pass(interval);
        return Report();
    }
}
