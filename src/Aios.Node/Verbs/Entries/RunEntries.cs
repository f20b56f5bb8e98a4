using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What is done about events, and what became of it.</summary>
internal static class RunEntries
{
    public static readonly string[] Phases =
    [
        "planned",
        "waiting-approval",
        "approved",
        "running",
        "waiting",
        "verifying",
        "failed",
        "compensating",
        "waiting-for-person",
        "cancelling",
        "verified",
        "rolled-back",
        "stuck",
        "cancelled",
        "denied",
        "expired",
        "shadowed",
    ];

    private static VerbArgument Id => new("id", ArgumentType.Text, "id of the run") { Required = true, Positional = true };

    private static VerbEntry Change(string name, string summary, string example) =>
        new(name, "runs", summary, VerbEffect.Write, VerbRole.Operator, VerbScope.Node, "aios.run/1", example)
        {
            Arguments = [Id, new("reason", ArgumentType.Text, "why, for the record") { Required = true }],
        };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "playbooks ls",
            "playbooks",
            "The playbooks that are loaded, with their record",
            "aios.playbooks/1",
            "aios playbooks ls"
        ) with
        {
            Rows = new([RowMember.Of<PlaybookStanding>("standing")]),
        },
        NodeEntries.Read(
            "playbooks show",
            "playbooks",
            "One playbook: trigger, steps, gate, ladder",
            "aios.playbook/1",
            "aios playbooks show disk-cleanup"
        ) with
        {
            Arguments = [new("id", ArgumentType.Text, "id of the playbook") { Required = true, Positional = true }],
        },
        NodeEntries.Read("runs ls", "runs", "Runs, newest first", "aios.runs/1", "aios runs ls --phase stuck") with
        {
            Arguments =
            [
                new("phase", ArgumentType.Choice, "only runs in this phase") { Values = Phases },
                new("active", ArgumentType.Flag, "only runs that are not over"),
                new("limit", ArgumentType.Whole, "at most so many (default 50)") { Least = 1, Most = 1_000 },
                new("after", ArgumentType.Text, "go on after the run with this id"),
            ],
            Paging = new("limit", "after", "id"),
            Rows = new([new RowMember("phase", Phases)]),
        },
        NodeEntries.Read("runs show", "runs", "One run with its whole history", "aios.run/1", "aios runs show disk-cleanup-0a1b2c3d4e") with
        {
            Arguments = [Id],
        },
        Change(
            "runs cancel",
            "End a run: a step that runs is let end, then what was done is put back",
            "aios runs cancel disk-cleanup-ffffffffff --reason \"wrong host\""
        ),
        Change(
            "runs retry-rollback",
            "Try again to put back what a run that is stuck could not",
            "aios runs retry-rollback disk-cleanup-ffffffffff --reason \"the disk is back\""
        ),
    ];
}
