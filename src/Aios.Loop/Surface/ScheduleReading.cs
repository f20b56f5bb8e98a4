using System.Text.Json;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Surface.DecisionReading;

namespace Aios.Loop.Surface;

/// <summary>The scheduler's decisions: what became of an event in the queue.</summary>
internal static class ScheduleReading
{
    private static readonly (string Action, string Otherwise)[] Waiting =
    [
        (QueueRecord.Dispatch, "it did not come to that"),
        (QueueRecord.Shed, "within its bound"),
        (QueueRecord.Supersede, "no later event spoke of the same"),
        (QueueRecord.Cancel, "nobody took it out"),
    ];

    /// <exception cref="FormatException">A member is missing or of the wrong kind.</exception>
    public static DecisionRecord Read(JsonElement payload)
    {
        var (action, reason) = (Need(payload, "action"), Need(payload, "reason"));
        var (waited, position) = ($"waited {Number(payload, "waited_ms")} ms", Number(payload, "queue_position"));
        var type = Text(payload, "event_type");
        var by = Text(payload, "by");
        return new DecisionRecord(
            LoopStage.Schedule,
            $"what becomes of event {Number(payload, "event_seq")}{(type is null ? "" : $", {type}")}",
            action == QueueRecord.Requeue
                ? [new(QueueRecord.Requeue, 1, reason), new("leave it", 0, "a person wants it back")]
                : [.. Waiting.Select(each => Option(each.Action, each.Otherwise)).OrderByDescending(option => option.Score)],
            action,
            $"{reason}, {waited}"
        )
        {
            Tags = type is null ? [action] : [action, type],
            Stakeholders = by is null ? [] : [by],
            Consequences = action switch
            {
                QueueRecord.Supersede when Text(payload, "by_seq") is { } later => [$"event {later} counts in its place"],
                QueueRecord.Cancel => ["it is not answered unless it is requeued"],
                QueueRecord.Requeue => ["it waits in the queue again"],
                _ => [],
            },
        };

        DecisionOption Option(string name, string otherwise) =>
            name != action ? new(name, 0, otherwise) : new(name, 1, name == QueueRecord.Dispatch ? $"{reason}, place {position}" : reason);
    }
}
