using Aios.Actors.Overrides;
using Aios.Actors.Sensing;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests.Sensing;

public class BeatSensorActorSpecs : ActorSpecs
{
    private static readonly BeatSensor Cpu = new("cpu", EventTypes.CpuSpike, "percent", settings => settings.Cpu);

    private readonly SettingsBoard _board = new(
        Of(new ThresholdSettings(80, TimeSpan.FromSeconds(10), 95, TimeSpan.FromSeconds(60), 70, TimeSpan.Zero))
    );

    private IActorRef _sensor;

    public BeatSensorActorSpecs() => _sensor = Sensor();

    [Fact]
    public void It_says_with_every_reading_whether_it_needs_the_next()
    {
        Assert.Equal((true, false), Read(50));
        Assert.Equal((false, false), Read(85));
        Assert.Equal(EventTypes.ThresholdCandidate, Accept().Type);
        Pass(10);
        Assert.Equal((false, false), Read(85));
        Assert.Equal(EventTypes.CpuSpike, Accept().Type);
        Assert.Equal((false, true), Read(85));
        Assert.Equal((false, true), Read(60));
        Assert.Equal(EventTypes.Recovered, Accept().Type);
        Assert.Equal((true, false), Read(60));
    }

    [Fact]
    public void A_sensor_that_starts_again_goes_on_with_the_alert_that_stands()
    {
        Read(85);
        var candidate = Accept();
        Pass(10);
        Read(85);
        Accept();

        Sys.Stop(_sensor);
        _sensor = Sensor();

        Assert.Equal((false, true), Read(85));
        Read(60);
        var recovered = Accept();
        Assert.Equal((EventTypes.Recovered, candidate.TraceId), (recovered.Type, recovered.TraceId));
    }

    [Fact]
    public void A_bound_that_changes_counts_from_the_next_reading_on()
    {
        var higher = Of(_board.Current.Sensors.Cpu with { Warn = 90 });
        Assert.Equal(new SettingsAdopted("cpu", 1), Ask<SettingsAdopted>(_sensor, new AdoptSettings(higher, 1)));

        Assert.Equal((true, false), Read(85));
        Assert.Equal((false, false), Read(91));
    }

    private (bool IsQuiet, bool HasAlert) Read(double value)
    {
        var taken = Ask<BeatSensorActor.ReadingTaken>(_sensor, new TakeReading(value, Shell.Now));
        Assert.Equal("cpu", taken.Sensor);
        return (taken.IsQuiet, taken.HasAlert);
    }

    private Event Accept()
    {
        var written = Assert.Single(Journal.Accept()).Event;
        Settle(_sensor);
        return written;
    }

    private IActorRef Sensor()
    {
        var (board, shell, memory, journal) = (_board, Shell, Memory, Journal.Ref);
        return Start(() => new BeatSensorActor(Cpu, board, shell, memory, journal));
    }

    private static ChangingSettings Of(ThresholdSettings bounds) =>
        new(HeartbeatSettings.Default, SensingSettings.Default with { Cpu = bounds }, SchedulingSettings.Default);
}
