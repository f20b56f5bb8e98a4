using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>Whether the queue hands out, and who said otherwise.</summary>
public enum QueueMode
{
    Running,

    /// <summary>No event is handed over and no step begins, whatever its priority.</summary>
    Paused,

    /// <summary>No event is handed over and no run begins; runs that have begun go on to their end.</summary>
    Draining,
}

/// <summary>How the queue stands, as the log tells it: it outlives the process.</summary>
/// <param name="SinceWall">Milliseconds since the Unix epoch; 0 when nobody ever stopped it.</param>
public sealed record QueueStanding(QueueMode Mode, long SinceWall, string By, string Reason)
{
    /// <summary>Who writes the records that say so.</summary>
    public const string Source = "aios/scheduler";

    public static QueueStanding Runs { get; } = new(QueueMode.Running, 0, "", "");

    public bool IsHalted => Mode != QueueMode.Running;

    /// <summary>No slot is given, whatever is free.</summary>
    /// <param name="hasBegun">The run has begun before.</param>
    public bool Holds(bool hasBegun) => Mode == QueueMode.Paused || (Mode == QueueMode.Draining && !hasBegun);

    public static string TypeOf(QueueMode mode) =>
        mode switch
        {
            QueueMode.Paused => EventTypes.SchedulerPaused,
            QueueMode.Draining => EventTypes.SchedulerDraining,
            _ => EventTypes.SchedulerResumed,
        };

    /// <summary>The standing after this record; the same when it says nothing about it.</summary>
    public QueueStanding Apply(RecordedEvent recorded)
    {
        var fact = recorded.Event;
        QueueMode? mode = fact.Type switch
        {
            EventTypes.SchedulerPaused => QueueMode.Paused,
            EventTypes.SchedulerDraining => QueueMode.Draining,
            EventTypes.SchedulerResumed => QueueMode.Running,
            _ => null,
        };
        return mode is { } said && fact.Source == Source
            ? new QueueStanding(said, fact.Timestamp, Text(fact, "by"), Text(fact, "reason"))
            : this;
    }

    private static string Text(Event fact, string member) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
