using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Tests.Sensing;

public sealed class StandingAlertsSpecs
{
    private static readonly AlertKey Key = new("port", "db:5432");

    [Theory]
    [InlineData(EventTypes.PortDown, Severity.Error, true)]
    [InlineData(EventTypes.HttpSlow, Severity.Warn, true)]
    [InlineData(EventTypes.DiskLow, Severity.Warn, true)]
    [InlineData(EventTypes.ProcessStopped, Severity.Error, true)]
    [InlineData(EventTypes.ProcessStopped, Severity.Info, false)]
    [InlineData(EventTypes.ProcessRestarted, Severity.Warn, false)]
    [InlineData(EventTypes.ThresholdCandidate, Severity.Info, false)]
    [InlineData(EventTypes.SensorUnhealthy, Severity.Warn, false)]
    [InlineData("sensor.custom", Severity.Critical, false)]
    public void What_a_sensor_found_stands(string type, Severity severity, bool stands) =>
        Assert.Equal(stands, StandingAlerts.Empty.Apply(Record(type, severity)).Stands(Key));

    [Theory]
    [InlineData(EventTypes.Recovered, false)]
    [InlineData(EventTypes.ProcessStarted, false)]
    [InlineData(EventTypes.SensorRecovered, true)]
    public void Until_it_is_over(string type, bool stands) =>
        Assert.Equal(
            stands,
            StandingAlerts.Empty.Apply(Record(EventTypes.PortDown, Severity.Error)).Apply(Record(type, Severity.Info)).Stands(Key)
        );

    [Fact]
    public void Nobody_but_a_sensor_raises_or_ends_it()
    {
        var raised = StandingAlerts.Empty.Apply(Record(EventTypes.PortDown, Severity.Error));

        Assert.True(raised.Apply(Record(EventTypes.Recovered, Severity.Info, "cli")).Stands(Key));
        Assert.False(StandingAlerts.Empty.Apply(Record(EventTypes.PortDown, Severity.Error, "cli")).Stands(Key));
    }

    private static RecordedEvent Record(string type, Severity severity, string source = "sensor/port")
    {
        var fact = new Event
        {
            Id = new EventId("e-1"),
            Type = type,
            Source = source,
            Timestamp = 1,
            Severity = severity,
            Priority = Priority.P2,
            Payload = JsonElement.Parse("""{"sensor":"port","target":"db:5432"}"""),
        };
        return new RecordedEvent(1, "node-0001", 1, fact);
    }
}
