using System.Collections.Immutable;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Sensing;

/// <summary>One target of one sensor.</summary>
public readonly record struct AlertKey(string Sensor, string Target)
{
    /// <summary>Reads <c>payload.sensor</c> and <c>payload.target</c>; null when the event does not come from a sensor.</summary>
    public static AlertKey? Of(Event fact) =>
        Text(fact, "sensor") is { } sensor && Text(fact, "target") is { } target ? new AlertKey(sensor, target) : null;

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
        var (begins, ends) = (Begins(fact), fact.Type is EventTypes.Recovered or EventTypes.ProcessStarted);
        if (!begins && !ends)
            return this;
        if (!fact.Source.StartsWith("sensor/", StringComparison.Ordinal) || AlertKey.Of(fact) is not { } key)
            return this;
        return new StandingAlerts(ends ? Raised.Remove(key) : Raised.SetItem(key, recorded));
    }

    // One of several processes of a name that ended is told with severity info: the others go on.
    private static bool Begins(Event fact) =>
        EventTypes.IsAlert(fact.Type) && (fact.Type != EventTypes.ProcessStopped || fact.Severity > Severity.Info);
}
