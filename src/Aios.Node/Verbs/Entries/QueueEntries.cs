using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What people do with the queue.</summary>
internal static class QueueEntries
{
    private static readonly VerbArgument Reason = new("reason", ArgumentType.Text, "why, for the record (default 'by hand')");

    private static readonly VerbArgument[] Filter =
    [
        new("seq", ArgumentType.Whole, "only the event with this sequence number") { Positional = true, Least = 1 },
        new("type", ArgumentType.Text, "only of this type: exact, prefix.* or *.suffix"),
        new("priority", ArgumentType.Choice, "only of this priority") { Values = ["P0", "P1", "P2", "P3"] },
        new("source", ArgumentType.Text, "only from this source"),
        new("older-than", ArgumentType.Time, $"only what happened before {TimeText.Allowed}"),
        new("all", ArgumentType.Flag, "all of them; without it at least one of the others is needed"),
        new("dry-run", ArgumentType.Flag, "only show which"),
        new("yes", ArgumentType.Flag, "do it without asking"),
        Reason,
    ];

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Standing(
            "queue pause",
            "Stop everything: no event is answered, no step begins, P0 included",
            "aios queue pause --reason maintenance"
        ),
        Standing("queue drain", "Begin nothing new; runs that have begun go on to their end", "aios queue drain --reason upgrade"),
        Standing("queue resume", "Let a paused or draining queue go on", "aios queue resume"),
        Change("queue cancel", "Take waiting events out of the queue; they can be requeued", "aios queue cancel --type app.* --dry-run"),
        Change(
            "queue requeue",
            "Bring events back that were shed or cancelled; none starts a second run",
            "aios queue requeue --older-than 5m --yes"
        ),
    ];

    private static VerbEntry Standing(string name, string summary, string example) =>
        new(name, "queue", summary, VerbEffect.Write, VerbRole.Operator, VerbScope.Node, "aios.queue_standing/1", example)
        {
            Arguments = [Reason],
        };

    private static VerbEntry Change(string name, string summary, string example) =>
        new(name, "queue", summary, VerbEffect.Destructive, VerbRole.Operator, VerbScope.Node, "aios.queue_change/1", example)
        {
            Arguments = Filter,
        };
}
