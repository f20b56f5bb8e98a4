using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What holds playbooks back.</summary>
internal static class SafetyEntries
{
    private static readonly VerbArgument Reason = new("reason", ArgumentType.Text, "why, for the record");
    private static readonly VerbArgument Playbook = new("playbook", ArgumentType.Text, "only this playbook");
    private static readonly VerbArgument Id = new("id", ArgumentType.Text, "id of the playbook") { Required = true, Positional = true };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Write(
            "playbooks enable",
            "playbooks",
            "Let a playbook act that only watches, or that was disabled",
            "aios playbooks enable disk-cleanup",
            Id
        ),
        Write(
            "playbooks disable",
            "playbooks",
            "Keep a playbook from acting until it is enabled",
            "aios playbooks disable disk-cleanup",
            Id,
            Reason
        ),
        Write(
            "freeze",
            "safety",
            "Execute nothing until 'aios thaw', over restarts too; events are recorded and decided on",
            "aios freeze --reason looking",
            Playbook,
            Reason
        ),
        Write("thaw", "safety", "End a freeze; without --playbook every one", "aios thaw", Playbook),
        NodeEntries.Read(
            "silences ls",
            "safety",
            "Events that are recorded and not acted on, now or later",
            "aios.silences/1",
            "aios silences ls"
        ) with
        {
            Rows = VerbRows.Plain,
        },
        Write(
            "silences add",
            "safety",
            "Record events and do not act on them for a time; with --from a maintenance window",
            "aios silences add resource.disk_low --for 2h",
            new("type", ArgumentType.Text, "an event type, a prefix such as resource.*, or *") { Required = true, Positional = true },
            new("for", ArgumentType.Text, "how long: 90s, 15m, 2h, 7d"),
            new("until", ArgumentType.Text, AheadText.Allowed),
            new("from", ArgumentType.Text, $"when it begins (default now): {AheadText.Allowed}"),
            new("source", ArgumentType.Text, "only events from this source"),
            new("target", ArgumentType.Text, "only events about this target"),
            new("when", ArgumentType.Condition, "only events for which this holds: payload.mount == '/'"),
            Reason
        ),
        Write(
            "silences rm",
            "safety",
            "End a silence now",
            "aios silences rm s1",
            new VerbArgument("id", ArgumentType.Text, "its id, as 'aios silences ls' shows it") { Required = true, Positional = true }
        ),
        Write(
            "config reset",
            "safety",
            "Give a setting that runs changed the value of the files again",
            "aios config reset aios.scheduler.max-concurrent",
            new VerbArgument("key", ArgumentType.Text, "the setting, as 'aios config diff' shows it; 'aios.' may be left out")
            {
                Required = true,
                Positional = true,
            }
        ),
        NodeEntries.Read("circuits ls", "safety", "Playbooks that are held off a target", "aios.circuits/1", "aios circuits ls") with
        {
            Rows = new([RowMember.Of<CircuitPhase>("phase")]),
        },
        Write(
            "circuits reset",
            "safety",
            "Close circuits by hand; without options all of them",
            "aios circuits reset --playbook disk-cleanup",
            Playbook,
            new("target", ArgumentType.Text, "only on this target")
        ),
        NodeEntries.Read(
            "fuse show",
            "safety",
            "How many runs failed lately, and what needs a yes for it",
            "aios.fuse/1",
            "aios fuse show"
        ),
        Write("fuse reset", "safety", "Put the fuse back by hand; without --playbook for everything", "aios fuse reset", Playbook),
        NodeEntries.Read(
            "targets ls",
            "safety",
            "What is listed for playbooks to act on, and what of it is there",
            "aios.targets/1",
            "aios targets ls"
        ) with
        {
            Rows = VerbRows.Plain,
        },
    ];

    private static VerbEntry Write(string name, string palette, string summary, string example, params VerbArgument[] arguments) =>
        new(name, palette, summary, VerbEffect.Write, VerbRole.Operator, VerbScope.Node, "aios.order/1", example) { Arguments = arguments };
}
