using Aios.Actors.Sensing;
using Aios.Actors.Spine;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Aios.Platform.Machine;
using Akka.Actor;

namespace Aios.Actors.Tests.Sensing;

public class SelfSensorActorSpecs : SensorSpecs
{
    [Fact]
    public void The_node_reports_on_itself_and_on_its_log()
    {
        var sensor = Sensor(1e9);
        Pass(0);
        Heard.ExpectMsg<SensorReport>();
        sensor.Tell(new JournalProtocol.JournalHealth(10, 3, 7, null));
        Settle(sensor);
        Pass(5);

        var fields = Heard.ExpectMsg<SensorReport>().Fields!.Value;

        Assert.Equal((3, 7), (fields.GetProperty("log_queued").GetInt32(), fields.GetProperty("log_syncs").GetInt32()));
        Assert.True(fields.GetProperty("rss_bytes").GetInt64() > 0);
        Assert.True(fields.GetProperty("descriptors").GetInt32() > 0);
    }

    [Fact]
    public void Too_much_memory_is_an_alert_about_the_node()
    {
        Sensor(warn: 0);
        Pass(0);

        var facts = Journal.Accept().Select(record => record.Event).ToArray();

        Assert.Equal([EventTypes.ThresholdCandidate, EventTypes.SelfUnwell], facts.Select(fact => fact.Type));
        Assert.Equal(("self", "node", "MiB"), (facts[1].Text("sensor"), facts[1].Text("target"), facts[1].Text("unit")));
    }

    private IActorRef Sensor(double warn)
    {
        var bounds = new ThresholdSettings(warn, TimeSpan.Zero, 1e9, TimeSpan.Zero, 0, TimeSpan.Zero);
        var (settings, shell, memory, journal) = (new SensingSettings { SelfMemory = bounds }, Shell, Memory, Journal.Ref);
        return ChildOf(Props.Create(() => new SelfSensorActor(LocalMachine.Instance, settings, shell, memory, journal)));
    }
}
