using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Entries;

/// <summary>What was decided, and why.</summary>
internal static class DecisionEntries
{
    private static readonly VerbArgument[] Filter =
    [
        new("stage", ArgumentType.Choice, "only of this stage of the loop") { Values = ["schedule", "react", "verify", "score"] },
        new("outcome", ArgumentType.Choice, "only with this outcome") { Values = ["pending", "success", "failed", "superseded"] },
        new("tag", ArgumentType.Text, "only with this tag: a playbook, an event type, matched, skipped, shed"),
        new("run", ArgumentType.Text, "only about this run"),
        new("from", ArgumentType.Time, "not before: 2026-01-31T10:00:00Z, 2h (ago)"),
        new("to", ArgumentType.Time, "not after"),
        new("limit", ArgumentType.Whole, "the newest N that fit (default 50)") { Least = 1, Most = 10_000 },
        new("after", ArgumentType.Whole, "go on after the decision with this sequence number") { Least = 1 },
    ];

    private static readonly VerbPaging Paging = new("limit", "after", "seq");
    private static readonly VerbRows Rows = new([RowMember.Of<DecisionOutcome>("outcome")]);

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "decisions ls",
            "decisions",
            "What was decided, newest first",
            "aios.decisions/1",
            "aios decisions ls --stage react"
        ) with
        {
            Arguments = Filter,
            Paging = Paging,
            Rows = Rows,
        },
        NodeEntries.Read(
            "decisions show",
            "decisions",
            "One decision: every option, its score, the reason, what became of it",
            "aios.decision/1",
            "aios decisions show 0199a8f0-0000-7000-8000-000000000001"
        ) with
        {
            Arguments = [new("id", ArgumentType.Text, "id of the decision") { Required = true, Positional = true }],
        },
        NodeEntries.Read(
            "decisions search",
            "decisions",
            "Decisions in whose words all of these stand",
            "aios.decisions/1",
            "aios decisions search \"disk-cleanup rests\""
        ) with
        {
            Arguments = [new("text", ArgumentType.Text, "words, in any order") { Required = true, Positional = true }, .. Filter],
            Paging = Paging,
            Rows = Rows,
        },
        NodeEntries.Read(
            "decisions stats",
            "decisions",
            "How many decisions by stage and outcome, and how far the store is",
            "aios.decision_stats/1",
            "aios decisions stats"
        ),
        NodeEntries.Read(
            "decisions export",
            "decisions",
            "Decisions as ADR Markdown, or whole with --json",
            "aios.decision_export/1",
            "aios decisions export --from 7d"
        ) with
        {
            Arguments = Filter,
            Paging = Paging,
        },
    ];
}
