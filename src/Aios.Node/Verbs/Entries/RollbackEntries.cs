using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What actors were, and the way back.</summary>
internal static class RollbackEntries
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read("snapshots ls", "actors", "The states of actors that are kept", "aios.snapshots/1", "aios snapshots ls score") with
        {
            Arguments = [Actor("the actor, such as score (default all)", isRequired: false)],
            Rows = VerbRows.Plain,
        },
        NodeEntries.Read(
            "snapshots actors",
            "actors",
            "The actors that have a past, and how far back it goes",
            "aios.snapshot_actors/1",
            "aios snapshots actors"
        ),
        new(
            "rollback",
            "actors",
            "Set an actor back to what it was; nothing is erased, and another rollback undoes it",
            VerbEffect.Destructive,
            VerbRole.Operator,
            VerbScope.Node,
            "aios.rollback/1",
            "aios rollback score --to 15m --dry-run"
        )
        {
            Arguments =
            [
                Actor("the actor, such as score", isRequired: true),
                new("to", ArgumentType.Text, $"a sequence number, a snapshot of 'aios snapshots ls', or {TimeText.Allowed}")
                {
                    Required = true,
                },
                new("dry-run", ArgumentType.Flag, "only show what would change"),
                new("yes", ArgumentType.Flag, "do it without asking"),
                new("reason", ArgumentType.Text, "why, for the record (default 'by hand')"),
            ],
        },
    ];

    private static VerbArgument Actor(string help, bool isRequired) =>
        new("actor", ArgumentType.Text, help) { Positional = true, Required = isRequired };
}
