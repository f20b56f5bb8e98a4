using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class SamplingSpecs : SensorSpecs
{
    private Exception? _fault;
    private int _samples;
    private IActorRef _sensor = ActorRefs.Nobody;

    [Fact]
    public void It_samples_at_once_and_then_in_its_rhythm()
    {
        Begin();

        Assert.Equal("ok", Heard.ExpectMsg<SensorReport>().State);
        Settle(_sensor);
        Pass(4.9);
        Settle(_sensor);
        Assert.Equal(1, _samples);
        Pass(0.1);
        Assert.Equal("sample 2", Heard.ExpectMsg<SensorReport>().Text);
    }

    [Fact]
    public void A_sensor_that_cannot_read_says_so_once_waits_longer_each_time_and_says_once_that_it_is_back()
    {
        _fault = new IOException("no such device");
        Begin();
        var unhealthy = Assert.Single(Journal.Accept()).Event;
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
            waits.Add(WaitOfTheNext());

        Assert.Equal(
            (EventTypes.SensorUnhealthy, "no such device", "sensor/flaky"),
            (unhealthy.Type, unhealthy.Text("text"), unhealthy.Source)
        );
        Assert.Equal([10, 20, 40, 80, 80, 80], waits);
        Assert.False(Journal.HasMessages);

        _fault = null;
        Pass(80);
        var recovered = Assert.Single(Journal.Accept()).Event;
        Assert.Equal((EventTypes.SensorRecovered, "reads again after 7 failures"), (recovered.Type, recovered.Text("text")));
        Heard.FishForMessage<SensorReport>(report => report.State == "ok");
        Settle(_sensor);
        Pass(5);
        Assert.Equal("ok", Heard.ExpectMsg<SensorReport>().State);
        Settle(_sensor, Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void A_report_of_an_unhealthy_sensor_says_why_and_has_no_values()
    {
        _fault = new UnauthorizedAccessException("not yours");
        Begin();

        var report = Heard.ExpectMsg<SensorReport>();

        Assert.Equal(("unhealthy", "not yours"), (report.State, report.Fault));
        Assert.Null(report.Fields);
    }

    // In steps of the interval, so that the wait is known to it.
    private double WaitOfTheNext()
    {
        Settle(_sensor, Journal.Ref);
        var (before, waited) = (_samples, 0.0);
        while (_samples == before)
        {
            Pass(5);
            waited += 5;
            Settle(_sensor);
        }
        return waited;
    }

    private void Begin()
    {
        Func<(System.Text.Json.JsonElement, string, bool)> sample = () =>
        {
            var number = ++_samples;
            return _fault is { } fault ? throw fault : (LooseJson.Object(("value", number)), $"sample {number}", false);
        };
        var (shell, journal) = (Shell, Journal.Ref);
        var recipe = Props.Create(() => new Flaky(sample, shell, journal));
        _sensor = ChildOf(recipe);
        Pass(0);
    }

    private sealed class Flaky : ReceiveActor, IWithTimers
    {
        private readonly Sampling _sampling;

        public Flaky(Func<(System.Text.Json.JsonElement, string, bool)> sample, Shell shell, IActorRef journal)
        {
            _sampling = new Sampling("flaky", TimeSpan.FromSeconds(5), shell, journal, Context.Parent, Self);
            Receive<Sampling.Due>(_ => _sampling.Run(Timers, sample));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => _sampling.Begin(Timers);
    }
}
