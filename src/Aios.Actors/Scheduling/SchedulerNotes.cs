using Aios.Actors.Spine;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Scheduling.QueueProtocol;
using static Aios.Loop.Scheduling.SchedulingProtocol;

namespace Aios.Actors.Scheduling;

/// <summary>What was decided about one event, for the record.</summary>
/// <param name="Position">From 1 among those that are handed over at once; 0 when it is not.</param>
/// <param name="Place">Of the record that put it into the queue.</param>
internal sealed record Decided(RecordedEvent Target, string Action, string Reason, int Position, long WaitedMs, long Place)
{
    public long? BySeq { get; init; }
    public string? By { get; init; }

    /// <summary>Null: the fact is no decision about an event.</summary>
    public static Decided? Of(IEvent fact) =>
        fact switch
        {
            EventDispatched { Entry: var entry } dispatched => Of(
                entry,
                QueueRecord.Dispatch,
                "next in order",
                dispatched.WaitedMs,
                dispatched.Position
            ),
            EventShed shed => Of(shed.Entry, QueueRecord.Shed, shed.Reason, shed.WaitedMs),
            EventSuperseded superseded => Of(
                superseded.Entry,
                QueueRecord.Supersede,
                $"event {superseded.BySeq} speaks of the same and is later",
                superseded.WaitedMs
            ) with
            {
                BySeq = superseded.BySeq,
            },
            EventCancelled cancelled => Of(cancelled.Entry, QueueRecord.Cancel, "", cancelled.WaitedMs),
            _ => null,
        };

    private static Decided Of(QueuedEvent entry, string action, string reason, long waitedMs, int position = 0) =>
        new(entry.Recorded, action, reason, position, waitedMs, entry.Place);
}

/// <summary>The events that the scheduler writes.</summary>
internal static class SchedulerNotes
{
    public static Event Of(Shell shell, Decided decided)
    {
        var target = decided.Target.Event;
        var payload = LooseJson.Object(
            ("action", decided.Action),
            ("event", target.Id.Value),
            ("event_seq", decided.Target.Seq),
            ("event_type", target.Type),
            ("reason", decided.Reason),
            ("by_seq", decided.BySeq),
            ("by", decided.By),
            ("queue_position", decided.Position),
            ("waited_ms", decided.WaitedMs)
        );
        var type = decided.Reason == "queue-full" ? EventTypes.SchedulerQueueFull : EventTypes.SchedulerDecision;
        var severity = decided.Action is QueueRecord.Shed or QueueRecord.Cancel ? Severity.Warn : Severity.Info;
        return shell.Note(type, QueueStanding.Source, severity, payload, target);
    }

    public static Event Of(Shell shell, ChangeStanding asked) =>
        shell.Note(
            QueueStanding.TypeOf(asked.Mode),
            QueueStanding.Source,
            asked.Mode == QueueMode.Running ? Severity.Info : Severity.Warn,
            LooseJson.Object(("reason", asked.Reason), ("by", asked.By))
        );
}
