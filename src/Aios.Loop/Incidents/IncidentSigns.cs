using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Loop.Incidents;

/// <summary>Which events are signs of trouble, and which say that it is over. The table stands in the README.</summary>
public static class IncidentSigns
{
    private const string Score = "aios/score";

    /// <summary>The node's own crash.</summary>
    internal static readonly IncidentKey Node = new("node", "aios/node");

    /// <summary>Patterns of the types that say anything here; and every event from <see cref="AtLeast"/> on does.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "resource.*",
        "sensor.*",
        "incident.*",
        "*.recovered",
        EventTypes.AgentError,
        EventTypes.AgentFailed,
        EventTypes.AgentDegraded,
        EventTypes.ScoreDegraded,
        EventTypes.NodeStarted,
        EventTypes.AlertFiring,
        EventTypes.AlertResolved,
    ];

    /// <summary>Trouble of whatever type.</summary>
    public const Severity AtLeast = Severity.Error;

    /// <summary>What the record says about an incident; null when it says nothing.</summary>
    public static IEvent? Read(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        if (EventTypes.IsImported(fact))
            return null;
        if (fact.Type == EventTypes.ThresholdCandidate)
            return IsFromSensor(fact) && AlertKey.Of(fact) is not null ? new FirstSignSeen(IncidentKey.Of(fact), fact.Timestamp) : null;
        // A watched process that runs again ends the alert of its end.
        if (EventTypes.SaysOver(fact.Type) || fact.Type == EventTypes.ProcessStarted)
            return new EndSeen(IncidentKey.Of(fact), fact.Id, IsFromSensor(fact), $"{fact.Type} from {fact.Source}");
        if (fact.Type == EventTypes.NodeStarted && fact.Source == Node.Target)
            return new NodeSeen(fact.Id, fact.Timestamp);
        return IsSign(fact) ? new SignSeen(IncidentKey.Of(fact), SignOf(recorded)) : null;
    }

    public static bool IsSign(Event fact) =>
        !EventTypes.IsRecord(fact.Type)
        && !EventTypes.IsImported(fact)
        && !SaysResolved(fact)
        && (
            fact.Severity >= AtLeast
            || fact.Type
                is EventTypes.AgentError
                    or EventTypes.AgentFailed
                    or EventTypes.AgentDegraded
                    or EventTypes.SensorUnhealthy
                    or EventTypes.ScoreDegraded
            || (fact.Severity >= Severity.Warn && (EventTypes.IsAlert(fact.Type) || IsFromAlertmanager(fact)))
        );

    /// <summary>It says in its type or as <c>payload.status</c> that something is over.</summary>
    public static bool SaysResolved(Event fact) =>
        EventTypes.SaysOver(fact.Type)
        || (
            fact.Payload is { ValueKind: JsonValueKind.Object } payload
            && payload.TryGetProperty("status", out var status)
            && status.ValueKind == JsonValueKind.String
            && status.ValueEquals("resolved")
        );

    /// <summary>Said by a part of the node that measures, or by an Alertmanager: they will say when it is over.</summary>
    public static bool IsFromSensor(Event fact) => AlertKey.IsFromSensor(fact) || fact.Source == Score || IsFromAlertmanager(fact);

    private static bool IsFromAlertmanager(Event fact) =>
        fact.Source == EventTypes.AlertmanagerSource && fact.Type is EventTypes.AlertFiring or EventTypes.AlertResolved;

    public static Sign SignOf(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        // A sensor that can say that it is over: whoever waits for it waits for nothing else.
        var isSensed =
            IsFromSensor(fact)
            && (
                fact.Type is EventTypes.SensorUnhealthy or EventTypes.ScoreDegraded or EventTypes.AlertFiring
                || (EventTypes.IsAlert(fact.Type) && AlertKey.Of(fact) is not null)
            );
        return new Sign(recorded.Seq, fact.Id, fact.Type, fact.Source, fact.Timestamp, fact.Severity, fact.TraceId, isSensed);
    }
}
