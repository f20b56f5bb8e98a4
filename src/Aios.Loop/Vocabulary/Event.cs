using System.Text.Json;

namespace Aios.Loop.Vocabulary;

/// <summary>A fact: something happened or was said. Ids and times are fields, made by whoever saw it.</summary>
public sealed record Event
{
    public required EventId Id { get; init; }

    /// <summary><c>[A-Za-z0-9._-]+</c>, 1–200 characters.</summary>
    public required string Type { get; init; }

    /// <summary>Who says it: <c>sensor/cpu</c>, <c>cli</c>, <c>http/alertmanager</c>; 1–200 characters.</summary>
    public required string Source { get; init; }

    /// <summary>Milliseconds since the Unix epoch, UTC.</summary>
    public required long Timestamp { get; init; }

    public required Severity Severity { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>W3C trace id (32 hex digits), shared by everything that one incident caused.</summary>
    public string? TraceId { get; init; }

    /// <summary>Id of the event that caused this one.</summary>
    public string? CauseId { get; init; }

    /// <summary>An object of at most 1 MiB as text and depth 32, or absent.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>True when the id came from outside or from an outbox: only such ids are looked up as duplicates.</summary>
    public bool HasSuppliedId { get; init; }
}

/// <summary>An event as the log holds it.</summary>
/// <param name="Seq">Position in this node's log, gap-free from 1.</param>
/// <param name="Node">Id of the node that wrote it.</param>
/// <param name="Epoch">Fencing epoch: on one node the incarnation number of the data folder.</param>
/// <param name="Event">The fact itself.</param>
public sealed record RecordedEvent(long Seq, string Node, long Epoch, Event Event);
