using Aios.Actors.Sensing;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Aios.Platform.Processes;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests.Sensing;

public class ProcessUseActorSpecs : SensorSpecs
{
    private static readonly ThresholdSettings Never = new(1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero, 1e9, TimeSpan.Zero);
    private static readonly ThresholdSettings AnyCpu = new(0, TimeSpan.FromSeconds(10), 1e9, TimeSpan.Zero, -1, TimeSpan.Zero);

    [Fact]
    public async Task A_process_that_spins_is_a_candidate_then_an_alert_and_recovers_when_it_is_gone()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sh", "-c", "while :; do :; done"]));
        var spinner = (await child.Process)!.Value;
        var sensor = Sensor(new SensingSettings { ProcessCpu = AnyCpu, ProcessMemory = Never });
        sensor.Tell(new WatchOwnProcess(spinner.Pid, spinner.StartTicks, "spinner"));

        var candidate = Assert.Single(AcceptWhileItSpins(sensor, spinner));
        var alert = Assert.Single(AcceptWhileItSpins(sensor, spinner));
        await child.Stop();
        var recovered = Assert.Single(AcceptNext(interval: 5));

        Assert.Equal(
            [EventTypes.ThresholdCandidate, EventTypes.ProcessCpuHigh, EventTypes.Recovered],
            new[] { candidate, alert, recovered }.Select(fact => fact.Type)
        );
        Assert.All([candidate, alert, recovered], fact => Assert.Equal(candidate.TraceId, fact.TraceId));
        Assert.Equal(
            ($"{spinner.Pid}", $"{spinner.StartTicks}", "spinner", "True"),
            (alert.Text("pid"), alert.Text("start_time"), alert.Text("name"), alert.Text("own"))
        );
        Assert.Equal("10000", alert.Text("held_ms"));
        Assert.True(alert.Payload!.Value.GetProperty("value").GetDouble() > 0);
        Assert.Equal(("True", ""), (recovered.Text("gone"), recovered.Text("value")));
        Assert.Empty(Memory.Current.Alerts.Raised);
    }

    [Fact]
    public async Task The_memory_of_a_listed_process_is_watched_and_a_forgotten_one_recovers()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var sleeper = (await child.Process)!.Value;
        var any = new ThresholdSettings(0, TimeSpan.Zero, 1e9, TimeSpan.Zero, -1, TimeSpan.Zero);
        var sensor = Sensor(new SensingSettings { ProcessCpu = Never, ProcessMemory = any });
        sensor.Tell(new WatchOwnProcess(sleeper.Pid, sleeper.StartTicks, "sleeper"));

        var raised = AcceptNext(interval: 5);
        sensor.Tell(new ForgetOwnProcess(sleeper.Pid));
        var recovered = Assert.Single(AcceptNext(interval: 5));

        Assert.Equal([EventTypes.ThresholdCandidate, EventTypes.ProcessMemoryHigh], raised.Select(fact => fact.Type));
        Assert.Equal((EventTypes.Recovered, "process_memory"), (recovered.Type, recovered.Text("sensor")));
    }

    [Fact]
    public void A_process_whose_memory_keeps_growing_is_an_alert_and_one_that_stops_growing_recovers()
    {
        var machine = new GrowingMachine();
        var grows = new ThresholdSettings(30, TimeSpan.Zero, 300, TimeSpan.Zero, 10, TimeSpan.Zero);
        var settings = new SensingSettings
        {
            ProcessCpu = Never,
            ProcessMemory = Never,
            ProcessGrowth = grows,
        };
        var (shell, memory, journal) = (Shell, Memory, Journal.Ref);
        IReadOnlyList<string> names = ["leaky"];
        var sensor = ChildOf(Props.Create(() => new ProcessUseActor(machine, settings, names, shell, memory, journal)));

        machine.PagesPerSample = 256 * 5;
        var before = Shell.Now.Monotonic;
        var alert = AcceptSampleBySample().Last();
        Assert.True(Shell.Now.Monotonic - before >= settings.ProcessGrowthWindow.TotalMilliseconds, "a window of readings first");
        Assert.Equal(
            (EventTypes.ProcessMemoryHigh, "process_growth", "growth", "60"),
            (alert.Type, alert.Text("sensor"), alert.Text("aspect"), alert.Text("value"))
        );
        Assert.Equal(("4711", "leaky"), (alert.Text("pid"), alert.Text("name")));

        machine.PagesPerSample = 0;
        var recovered = Assert.Single(AcceptSampleBySample());
        Assert.Equal((EventTypes.Recovered, "process_growth", "False"), (recovered.Type, recovered.Text("sensor"), recovered.Text("gone")));

        IReadOnlyList<Event> AcceptSampleBySample()
        {
            for (var sample = 0; sample < 1_000 && !Journal.HasMessages; sample++)
            {
                Pass(5);
                Settle(sensor, Journal.Ref);
            }
            return [.. Journal.Accept().Select(record => record.Event)];
        }
    }

    [Fact]
    public void An_alert_from_before_the_start_about_a_process_that_is_gone_recovers()
    {
        Journal.Record(Samples.Alert(EventTypes.ProcessCpuHigh, "process_use", "999999"));
        Sensor(new SensingSettings());

        var recovered = Assert.Single(AcceptNext(interval: 5));

        Assert.Equal((EventTypes.Recovered, "999999"), (recovered.Type, recovered.Text("target")));
    }

    [Fact]
    public async Task What_it_follows_is_reported_by_pid()
    {
        await using var child = OwnChild.Start(new ChildSpec(["/bin/sleep", "1000"]));
        var sleeper = (await child.Process)!.Value;
        // A process that has only just become another program has no page yet.
        AwaitCondition(
            () => ProcessStat.TryRead(sleeper.Pid, out var stat) && stat.ResidentBytes > 0,
            TimeSpan.FromSeconds(30),
            message: "the child's first page"
        );
        var file = Folder.Data.PathOf("sleeper.pid");
        await File.WriteAllTextAsync(file, $"{sleeper.Pid}\n");
        Sensor(new SensingSettings(), file);
        Pass(0);

        var fields = Heard.ExpectMsg<SensorReport>().Fields!.Value.GetProperty($"{sleeper.Pid}");

        Assert.Equal((file, false), (fields.GetProperty("name").GetString(), fields.GetProperty("own").GetBoolean()));
        Assert.True(fields.GetProperty("rss_bytes").GetInt64() > 0);
    }

    // Every sample sees that the process used the processor since the one before.
    private IReadOnlyList<Event> AcceptWhileItSpins(IActorRef sensor, ProcessIdentity spinner)
    {
        while (!Journal.HasMessages)
        {
            var before = CpuTicks();
            AwaitCondition(() => CpuTicks() > before + 1, TimeSpan.FromSeconds(60), "the process used the processor");
            Pass(5);
            Settle(sensor, Journal.Ref);
        }
        var facts = Journal.Accept().Select(record => record.Event).ToArray();
        Settle(sensor);
        return facts;

        long CpuTicks() => ProcessStat.TryRead(spinner.Pid, out var stat) ? stat.CpuTicks : 0;
    }

    private IActorRef Sensor(SensingSettings settings, params string[] names)
    {
        var (shell, memory, journal) = (Shell, Memory, Journal.Ref);
        return ChildOf(Props.Create(() => new ProcessUseActor(LocalMachine.Instance, settings, names, shell, memory, journal)));
    }
}
