using Aios.Loop.Incidents;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>Troubles: what is going on, who looks after it, how it ended.</summary>
internal static class IncidentEntries
{
    private static readonly VerbArgument Id = new("id", ArgumentType.Text, "id of the incident") { Required = true, Positional = true };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "incidents ls",
            "incidents",
            "What is wrong at present; --all also what is over",
            "aios.incidents/1",
            "aios incidents ls --all --family resource"
        ) with
        {
            Arguments =
            [
                new("open", ArgumentType.Flag, "only what nobody looks after"),
                new("all", ArgumentType.Flag, "also what is over"),
                new("family", ArgumentType.Text, "only of this family of events: resource, agent, app"),
                new("limit", ArgumentType.Whole, "at most so many (default 50)") { Least = 1, Most = 10_000 },
                new("after", ArgumentType.Text, "go on after the incident with this id"),
            ],
            Paging = new("limit", "after", "id"),
            Rows = new([RowMember.Severity, RowMember.Of<IncidentPhase>("phase")]),
        },
        NodeEntries.Read(
            "incidents show",
            "incidents",
            "One incident with its time line: signs, decisions, runs, verdicts",
            "aios.incident/1",
            "aios incidents show inc-0a1b2c3d4e5f"
        ) with
        {
            Arguments = [Id],
        },
        new(
            "incidents ack",
            "incidents",
            "Say that you look after an incident",
            VerbEffect.Write,
            VerbRole.Operator,
            VerbScope.Node,
            "aios.incidents/1",
            "aios incidents ack inc-0a1b2c3d4e5f --reason \"ordered a disk\""
        )
        {
            Arguments = [Id, new("reason", ArgumentType.Text, "what you do about it, for the record")],
        },
    ];
}
