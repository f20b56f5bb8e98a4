using Aios.Actors.Sensing;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Aios.Platform.Processes;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class ProcessWatchActorSpecs : SensorSpecs
{
    private readonly string _file;
    private IActorRef _sensor = ActorRefs.Nobody;

    public ProcessWatchActorSpecs() => _file = Folder.Data.PathOf("service.pid");

    [Fact]
    public async Task Start_restart_and_stop_of_a_listed_process_are_said()
    {
        Begin();
        await using var first = await Runs();
        var started = Assert.Single(AcceptNext(interval: 5));
        await using var second = await Runs();
        var restarted = Assert.Single(AcceptNext(interval: 5));
        File.Delete(_file);
        var stopped = Assert.Single(AcceptNext(interval: 5));

        Assert.Equal((EventTypes.ProcessStarted, Severity.Info), (started.Type, started.Severity));
        Assert.Equal((EventTypes.ProcessRestarted, Severity.Warn, "1"), (restarted.Type, restarted.Severity, restarted.Text("restarts")));
        Assert.Equal((EventTypes.ProcessStopped, Severity.Error, "[]"), (stopped.Type, stopped.Severity, stopped.Text("pids")));
        Assert.All(
            [started, restarted, stopped],
            fact => Assert.Equal(("sensor/process_watch", _file), (fact.Source, fact.Text("target")))
        );
    }

    [Fact]
    public async Task A_stop_is_an_alert_that_says_how_the_process_was_started_and_recovers_when_it_runs_again()
    {
        var first = await Runs();
        var pid = (await first.Process)!.Value.Pid;
        Begin();
        await first.Stop();
        var stopped = Assert.Single(AcceptNext(interval: 5));
        Assert.True(Memory.Current.Alerts.Stands(new AlertKey("process_watch", _file)));
        await using var second = await Runs();
        var back = AcceptNext(interval: 5);

        Assert.Equal(
            ("/bin/sleep", """["/bin/sleep","1000"]""", _file, $"[{pid}]"),
            (stopped.Text("program"), stopped.Text("command"), stopped.Text("pid_file"), stopped.Text("pids_before"))
        );
        Assert.Equal([EventTypes.ProcessStarted, EventTypes.Recovered], back.Select(fact => fact.Type));
        Assert.All(back, fact => Assert.Equal((stopped.TraceId, stopped.Id.Value), (fact.TraceId, fact.CauseId)));
        Assert.Empty(Memory.Current.Alerts.Raised);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_stop_from_before_the_start_recovers_when_the_process_runs_by_now()
    {
        Journal.Record(Samples.Alert(EventTypes.ProcessStopped, "process_watch", _file, Severity.Error));
        await using var child = await Runs();
        Begin();

        Assert.Equal([EventTypes.ProcessStarted, EventTypes.Recovered], Journal.Accept().Select(record => record.Event.Type));
        Assert.Empty(Memory.Current.Alerts.Raised);
    }

    [Fact]
    public async Task What_runs_at_its_start_is_taken_as_it_is()
    {
        await using var child = await Runs();
        Begin();

        var report = Heard.ExpectMsg<SensorReport>();

        Assert.Equal(("ok", "1 of 1 running"), (report.State, report.Text));
        Settle(_sensor, Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public async Task A_change_that_could_not_be_put_on_record_is_said_again()
    {
        Begin();
        await using var child = await Runs();
        PassUntil(() => Journal.HasMessages, "the start", step: 5);
        Journal.Refuse(Journal.Expect());
        Settle(_sensor, Journal.Ref);

        Pass(5);
        Assert.Equal(EventTypes.ProcessStarted, Assert.Single(Journal.Accept()).Event.Type);
        Settle(_sensor);
        Pass(5);
        Settle(_sensor, Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public async Task While_the_log_is_slow_a_change_is_said_once()
    {
        Begin();
        await using var child = await Runs();
        PassUntil(() => Journal.HasMessages, "the start", step: 5);
        for (var sample = 0; sample < 3; sample++)
        {
            Pass(5);
            Settle(_sensor);
        }

        Assert.Equal(EventTypes.ProcessStarted, Assert.Single(Journal.Accept()).Event.Type);
        Settle(_sensor, Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    private void Begin()
    {
        var (settings, shell, memory, journal) = (new SensingSettings(), Shell, Memory, Journal.Ref);
        var targets = new TargetSettings([_file], []);
        _sensor = ChildOf(Props.Create(() => new ProcessWatchActor(LocalMachine.Instance, settings, targets, shell, memory, journal)));
        Pass(0);
        Settle(_sensor);
    }

    private async Task<OwnChild> Runs()
    {
        var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var identity = (await child.Process)!.Value;
        await File.WriteAllTextAsync(_file, $"{identity.Pid}\n");
        return child;
    }
}
