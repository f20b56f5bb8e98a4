using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Incidents;

/// <summary>What events share that are about the same trouble.</summary>
/// <param name="Family">The part of their type before the first dot.</param>
/// <param name="Target">What is in trouble: <c>disk//</c> for the sensor <c>disk</c> and its target <c>/</c>, else what the event names.</param>
public sealed record IncidentKey(string Family, string Target)
{
    private const int LongestTarget = 200;
    private static readonly string[] Named = ["target", "service", "agent"];

    /// <summary>
    /// Sensor and target where the event names both; else its <c>payload.target</c>, <c>service</c> or <c>agent</c>; else who says it. The
    /// end of a sensor's alert says in <c>payload.of</c> which alert it ends. That a sensor cannot read is another trouble than what it reads.
    /// </summary>
    public static IncidentKey Of(Event fact) =>
        new(
            EventTypes.Family(fact.Type == EventTypes.Recovered || fact.Type == EventTypes.ThresholdCandidate ? OfType(fact) : fact.Type),
            fact.Type is EventTypes.SensorUnhealthy or EventTypes.SensorRecovered
                    ? $"{fact.Source}{(Text(fact, "target") is { } read ? $"/{read}" : "")}"
                : AlertKey.Of(fact) is { } alert ? $"{alert.Sensor}/{alert.Target}"
                : Named.Select(name => Text(fact, name)).FirstOrDefault(text => text is { Length: > 0 and <= LongestTarget }) ?? fact.Source
        );

    public override string ToString() => $"{Family} on {Target}";

    private static string OfType(Event fact) => Text(fact, "of") ?? fact.Type;

    private static string? Text(Event fact, string name) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
