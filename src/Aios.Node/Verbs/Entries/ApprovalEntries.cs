using Aios.Loop.Effects.Approvals;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What runs ask people, and what these say.</summary>
internal static class ApprovalEntries
{
    private static readonly VerbArgument Id = new("id", ArgumentType.Text, "id of the approval: RUN.ROUND")
    {
        Required = true,
        Positional = true,
    };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "approvals ls",
            "approvals",
            "What waits for a yes, oldest first",
            "aios.approvals/1",
            "aios approvals ls --all"
        ) with
        {
            Arguments =
            [
                new("all", ArgumentType.Flag, "also those that are decided"),
                new("limit", ArgumentType.Whole, "at most so many (default 50)") { Least = 1, Most = 1_000 },
            ],
            Rows = new([RowMember.Of<ApprovalStanding>("state")]),
        },
        NodeEntries.Read(
            "approvals show",
            "approvals",
            "Exactly what would be done, and the code to approve it with",
            "aios.approval/1",
            "aios approvals show disk-cleanup-ffffffffff.1"
        ) with
        {
            Arguments = [Id],
        },
        Write("approve", "Say yes: the run goes on", "--code ABC234 --reason \"we expect it\"") with
        {
            Arguments =
            [
                Id,
                new("code", ArgumentType.Text, "as 'aios approvals show ID' prints it") { Required = true, IsSecret = true },
                new("reason", ArgumentType.Text, "why, for the record"),
            ],
        },
        Write("deny", "Say no: the run ends, and what it did is put back", "--reason \"not on a Friday\"") with
        {
            Arguments = [Id, new("reason", ArgumentType.Text, "why, for the record") { Required = true }],
        },
    ];

    private static VerbEntry Write(string verb, string summary, string rest) =>
        new(
            $"approvals {verb}",
            "approvals",
            summary,
            VerbEffect.Write,
            VerbRole.Approver,
            VerbScope.Node,
            "aios.approval/1",
            $"aios approvals {verb} disk-cleanup-ffffffffff.1 {rest}"
        );
}
