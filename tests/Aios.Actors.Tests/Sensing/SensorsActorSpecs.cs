using Aios.Actors.Sensing;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Actors.Tests.Sensing;

public class SensorsActorSpecs : ActorSpecs
{
    private readonly IActorRef _sensors;

    public SensorsActorSpecs()
    {
        var (clock, listener) = (Clock, TestActor);
        IReadOnlyList<(string, Props)> children =
        [
            ("cpu", Props.Create(() => new Child("cpu", listener))),
            ("process-use", Props.Create(() => new Child("process-use", listener))),
        ];
        _sensors = Start(() => new SensorsActor(children, clock));
        ExpectMsgAllOf("cpu starts", "process-use starts");
    }

    [Fact]
    public void A_child_that_crashes_is_started_again_alone()
    {
        _sensors.Tell(new SensorsActor.ReadingFor("cpu", new TakeReading(-1, Shell.Now)));
        Assert.Equal("cpu starts", ExpectMsg<string>());

        _sensors.Tell(new SensorsActor.ReadingFor("cpu", new TakeReading(1, Shell.Now)));
        _sensors.Tell(new WatchOwnProcess(4711, 99, "mine"));

        ExpectMsgAllOf("cpu got TakeReading", "process-use got WatchOwnProcess");
        Assert.False(HasMessages);
    }

    [Fact]
    public void What_the_children_read_is_shown_by_sensor()
    {
        Report("cpu", "ok", 12);
        Report("disk", "alert", 99);

        var readings = Ask<Readings>(_sensors, new GetReadings());

        Assert.Equal("""{"cpu":{"percent":12},"disk":{"percent":99}}""", readings.BySensor.GetRawText());
        Assert.Equal(["cpu ok", "disk alert"], readings.Sensors.Select(health => $"{health.Sensor} {health.State}"));
    }

    [Fact]
    public void A_sensor_that_cannot_read_keeps_the_values_it_had()
    {
        Report("cpu", "ok", 12);
        _sensors.Tell(new SensorReport("cpu", "unhealthy", null, "", 0, "no such file"));

        var readings = Ask<Readings>(_sensors, new GetReadings());

        Assert.Equal("""{"cpu":{"percent":12}}""", readings.BySensor.GetRawText());
        Assert.Equal(("unhealthy", "no such file"), (readings.Sensors[0].State, readings.Sensors[0].Fault));
    }

    [Fact]
    public void Fresh_readings_say_how_old_they_are()
    {
        Pass(3);
        Report("cpu", "ok", 12);
        Settle(_sensors);
        Pass(2);

        Assert.Equal(3_000, Ask<SensorsActor.FreshReadings>(_sensors, SensorsActor.GetFreshReadings.Instance).NewestAt);
    }

    private void Report(string sensor, string state, int percent) =>
        _sensors.Tell(new SensorReport(sensor, state, LooseJson.Object(("percent", percent)), $"{percent} %", 0, null));

    private sealed class Child : ReceiveActor
    {
        public Child(string name, IActorRef listener)
        {
            listener.Tell($"{name} starts");
            ReceiveAny(message =>
            {
                if (message is TakeReading { Value: < 0 })
                    throw new InvalidOperationException("a reading below zero");
                listener.Tell($"{name} got {message.GetType().Name}");
            });
        }
    }
}
