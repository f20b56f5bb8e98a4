using System.Collections.Immutable;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>One target of one sensor.</summary>
public sealed record AlertKey(string Sensor, string Target)
{
    private const string Sensors = "sensor/";

    /// <summary>
    /// What the payload says in <c>sensor</c> and <c>target</c>, whoever wrote it: good for telling targets apart, no proof that a sensor
    /// saw anything. Null when one of them is missing or not a text.
    /// </summary>
    public static AlertKey? Of(Event fact) =>
        Text(fact, "sensor") is { } sensor && Text(fact, "target") is { } target ? new AlertKey(sensor, target) : null;

    /// <summary>The event was written by a sensor of this node: nobody outside may use such a source.</summary>
    public static bool IsFromSensor(Event fact) => fact.Source.StartsWith(Sensors, StringComparison.Ordinal);

    /// <summary>The alert that the event raised: its sensor says when it is over. Null when no sensor of this node will say so.</summary>
    public static AlertKey? RaisedBy(Event fact) => IsFromSensor(fact) && Begins(fact) ? Of(fact) : null;

    // One of several processes of a name that ended is told with severity info: the others go on.
    private static bool Begins(Event fact) =>
        EventTypes.IsAlert(fact.Type) && (fact.Type != EventTypes.ProcessStopped || fact.Severity > Severity.Info);

    private static string? Text(Event fact, string member) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>Alerts that were raised and have not recovered, as the log tells it. A restart goes on from here.</summary>
public sealed record StandingAlerts(ImmutableDictionary<AlertKey, RecordedEvent> Raised)
{
    public static StandingAlerts Empty { get; } = new(ImmutableDictionary<AlertKey, RecordedEvent>.Empty);

    public bool Stands(AlertKey key) => Raised.ContainsKey(key);

    public StandingAlerts Apply(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        if (AlertKey.RaisedBy(fact) is { } raised)
            return new StandingAlerts(Raised.SetItem(raised, recorded));
        var ends = fact.Type is EventTypes.Recovered or EventTypes.ProcessStarted && AlertKey.IsFromSensor(fact);
        return ends && AlertKey.Of(fact) is { } over ? new StandingAlerts(Raised.Remove(over)) : this;
    }
}
