using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>What a record of the scheduler says about an event.</summary>
public readonly record struct QueueRecord(long EventSeq, string Action)
{
    public const string Dispatch = "dispatch";
    public const string Shed = "shed";
    public const string Supersede = "supersede";
    public const string Cancel = "cancel";
    public const string Requeue = "requeue";

    /// <summary>Types of the records that it reads.</summary>
    public static IReadOnlyList<string> Types { get; } = [EventTypes.SchedulerDecision, EventTypes.SchedulerQueueFull];

    /// <summary>The event has left the queue without being answered.</summary>
    public bool IsOver => Action is Shed or Supersede or Cancel;

    /// <summary>It may come back: nothing later has taken its place.</summary>
    public bool MayComeBack => Action is Shed or Cancel;

    public static QueueRecord? Read(RecordedEvent recorded) =>
        recorded.Event is { Type: EventTypes.SchedulerDecision or EventTypes.SchedulerQueueFull, Source: QueueStanding.Source } fact
        && fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty("action", out var action)
        && payload.TryGetProperty("event_seq", out var seq)
        && action.ValueKind == JsonValueKind.String
        && seq.ValueKind == JsonValueKind.Number
        && seq.TryGetInt64(out var number)
            ? new QueueRecord(number, action.GetString()!)
            : null;
}
