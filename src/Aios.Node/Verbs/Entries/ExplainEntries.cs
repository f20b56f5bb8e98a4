using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>Why something happened, and why something did not.</summary>
internal static class ExplainEntries
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        NodeEntries.Read(
            "why",
            "explain",
            "What led to a run, an event or an incident, and what followed, with times",
            "aios.why/1",
            "aios why disk-cleanup-0a1b2c3d4e5f"
        ) with
        {
            Arguments =
            [
                new("id", ArgumentType.Text, "of a run, an incident or an event; for an event also its number in the log")
                {
                    Required = true,
                    Positional = true,
                },
            ],
        },
        NodeEntries.Read(
            "why-not",
            "explain",
            "Why a playbook does not answer an event: then, and now",
            "aios.why_not/1",
            "aios why-not disk-cleanup 118"
        ) with
        {
            Arguments =
            [
                new("playbook", ArgumentType.Text, "id of the playbook") { Required = true, Positional = true },
                new("event", ArgumentType.Text, "id of the event, or its number in the log") { Required = true, Positional = true },
            ],
        },
        NodeEntries.Read(
            "traces show",
            "explain",
            "All events of a trace, each under the one that caused it",
            "aios.trace/1",
            "aios traces show 4bf92f3577b34da6a3ce929d0e0e4736"
        ) with
        {
            Arguments = [new("id", ArgumentType.Text, "of the trace, or of an event in it") { Required = true, Positional = true }],
        },
    ];
}
