using System.Text.Json;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Incidents.IncidentsProtocol;

namespace Aios.Actors.Wire;

/// <summary>What is said about incidents, as events <c>incident.*</c> and back.</summary>
public static class IncidentCodec
{
    public const string Source = "aios/incidents";

    /// <summary>Its id says what it says: saying it again is no second record.</summary>
    /// <param name="before">The incident as it stands before this is said; null for a new one.</param>
    public static SaidOfIncident Write(ISaid said, Incident? before)
    {
        var number = before is null ? 1 : before.Reopenings + 1;
        var first = before?.Evidence.First;
        return said switch
        {
            Opened opened => Note(
                EventTypes.IncidentOpened,
                $"{said.Id}#opened",
                said,
                opened.First.Severity,
                opened.First,
                opened.First.Event,
                [
                    ("family", opened.Key.Family),
                    ("target", opened.Key.Target),
                    .. SignMembers(opened.First),
                    ("first_sign_at", opened.FirstSignAt),
                    ("time_to_detect_ms", Math.Max(0, said.AtWall - opened.FirstSignAt)),
                ]
            ),
            Reopened reopened => Note(
                EventTypes.IncidentReopened,
                $"{said.Id}#reopened-{number}",
                said,
                reopened.Sign.Severity,
                first ?? reopened.Sign,
                reopened.Sign.Event,
                [.. Key(before), .. SignMembers(reopened.Sign), ("reopenings", number)]
            ),
            Acknowledged acknowledged => Note(
                EventTypes.IncidentAcknowledged,
                $"{said.Id}#acknowledged",
                said,
                Severity.Info,
                first,
                first?.Event,
                [.. Key(before), ("by", acknowledged.By), ("reason", acknowledged.Reason)]
            ),
            Resolved resolved => Note(
                EventTypes.IncidentResolved,
                $"{said.Id}#resolved-{number}",
                said,
                Severity.Info,
                first,
                resolved.Cause ?? before?.Evidence.Last.Event,
                [
                    .. Key(before),
                    ("by", resolved.By.ToString().ToLowerInvariant()),
                    ("reason", resolved.Why),
                    ("event", resolved.Cause?.Value),
                    ("through_seq", resolved.ThroughSeq),
                    ("events", before?.Evidence.Count ?? 0),
                    ("time_to_recover_ms", Math.Max(0, said.AtWall - (before?.OpenedAt ?? said.AtWall))),
                ]
            ),
            _ => throw new InvalidOperationException($"no event for {said.GetType().Name}"),
        };
    }

    /// <summary>Null when the event says nothing about an incident of this node, or says it in a way that is not known here.</summary>
    public static ISaid? Read(Event fact)
    {
        if (
            fact.Source != Source
            || fact.Payload is not { ValueKind: JsonValueKind.Object } payload
            || Text(payload, "incident") is not { } name
        )
            return null;
        var (id, at) = (new IncidentId(name), fact.Timestamp);
        return fact.Type switch
        {
            EventTypes.IncidentOpened
                when Sign(payload) is { } first && Text(payload, "family") is { } family && Text(payload, "target") is { } target =>
                new Opened(
                    id,
                    new IncidentKey(family, target),
                    first with
                    {
                        TraceId = fact.TraceId,
                    },
                    Number(payload, "first_sign_at") ?? first.At,
                    at
                ),
            EventTypes.IncidentReopened when Sign(payload) is { } sign => new Reopened(id, sign with { TraceId = fact.TraceId }, at),
            EventTypes.IncidentAcknowledged => new Acknowledged(id, Text(payload, "by") ?? "", Text(payload, "reason") ?? "", at),
            EventTypes.IncidentResolved when Enum.TryParse<ResolvedBy>(Text(payload, "by"), ignoreCase: true, out var by) => new Resolved(
                id,
                by,
                Text(payload, "reason") ?? "",
                Text(payload, "event") is { } cause ? new EventId(cause) : null,
                Number(payload, "through_seq") ?? long.MaxValue,
                at
            ),
            _ => null,
        };
    }

    private static SaidOfIncident Note(
        string type,
        string id,
        ISaid said,
        Severity severity,
        Sign? trace,
        EventId? cause,
        (string, object?)[] members
    ) =>
        new(
            type,
            new EventId(id),
            severity,
            LooseJson.Object([("incident", said.Id.Value), .. members]),
            trace?.TraceId,
            cause,
            said.AtWall
        );

    private static (string, object?)[] Key(Incident? incident) =>
        incident is null ? [] : [("family", incident.Key.Family), ("target", incident.Key.Target)];

    private static (string, object?)[] SignMembers(Sign sign) =>
        [
            ("event", sign.Event.Value),
            ("event_seq", sign.Seq),
            ("event_type", sign.Type),
            ("event_source", sign.Source),
            ("event_at", sign.At),
            ("severity", sign.Severity.Text()),
            ("sensed", sign.IsSensed),
        ];

    private static Sign? Sign(JsonElement payload) =>
        Text(payload, "event") is { } id
        && Number(payload, "event_seq") is { } seq
        && Words.TryParse(Text(payload, "severity"), out Severity severity)
            ? new Sign(
                seq,
                new EventId(id),
                Text(payload, "event_type") ?? "",
                Text(payload, "event_source") ?? "",
                Number(payload, "event_at") ?? 0,
                severity,
                null,
                payload.TryGetProperty("sensed", out var sensed) && sensed.ValueKind == JsonValueKind.True
            )
            : null;

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;
}

/// <summary>What the event of a saying carries.</summary>
/// <param name="TraceId">Of the incident's first sign.</param>
/// <param name="AtWall">Milliseconds since the Unix epoch.</param>
public sealed record SaidOfIncident(
    string Type,
    EventId Id,
    Severity Severity,
    JsonElement Payload,
    string? TraceId,
    EventId? Cause,
    long AtWall
);
