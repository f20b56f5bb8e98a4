using Aios.Actors.Spine;
using Aios.Actors.Wire;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Actors.Reacting;

/// <summary>What the reactor decided, as events.</summary>
internal static class ReactorNotes
{
    public static IEnumerable<Event> Of(Shell shell, RecordedEvent cause, IEvent fact) =>
        fact switch
        {
            // It only watches, and another one's record tells why.
            Matched { Record: null } watching => [shell.Note(watching.Plan, new RunProtocol.Planned(watching.Plan, watching.AtWall))],
            Matched matched =>
            [
                Decision(shell, EventTypes.ReactorMatched, cause, matched.Record!, ("run", matched.Plan.Id.Value)),
                shell.Note(matched.Plan, new RunProtocol.Planned(matched.Plan, matched.AtWall)),
            ],
            Skipped skipped => [Decision(shell, EventTypes.ReactorSkipped, cause, skipped.Record, default)],
            EventHeld held => [Decision(shell, EventTypes.ReactorWaiting, cause, held.Record!, ReactorCodec.Write(held)!.Value.Member)],
            _ when ReactorCodec.Write(fact) is { } told =>
            [
                shell.Note(
                    told.Type,
                    ReactorCodec.Source,
                    Severity.Info,
                    LooseJson.Object(("event", cause.Event.Id.Value), ("event_seq", cause.Seq), told.Member),
                    cause.Event
                ),
            ],
            _ => throw new InvalidOperationException($"no event for {fact.GetType().Name}"),
        };

    private static Event Decision(
        Shell shell,
        string type,
        RecordedEvent cause,
        DecisionRecord record,
        (string Name, object? Value) more
    ) =>
        shell.Note(
            type,
            ReactorCodec.Source,
            Severity.Info,
            LooseJson.Object(
                ("event", cause.Event.Id.Value),
                ("event_seq", cause.Seq),
                ("event_type", cause.Event.Type),
                ("playbook", record.Chosen),
                more,
                ("reason", record.Rationale),
                ("confidence", record.Confidence),
                ("policy", record.Policy),
                (
                    "options",
                    record.Options.Select(option =>
                        (object)LooseJson.Object(("name", option.Name), ("score", option.Score), ("reason", option.Reason))
                    )
                )
            ),
            cause.Event
        );
}
