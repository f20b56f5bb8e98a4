using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>For those who write playbooks: everything but a node.</summary>
internal static class PlaybookFileEntries
{
    private static readonly VerbArgument Files = new("files", ArgumentType.Text, "files, or folders of files")
    {
        Required = true,
        Positional = true,
        Repeated = true,
    };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Local(
            "playbooks lint",
            "Name every fault of playbook files, and what a reviewer would ask; code 3 on faults",
            "aios.lint/1",
            "aios playbooks lint playbooks --fail-on warning"
        ) with
        {
            Arguments =
            [
                Files,
                new("fail-on", ArgumentType.Choice, "also end with code 2 when there are warnings (default fault)")
                {
                    Values = ["fault", "warning"],
                },
            ],
        },
        Local(
            "playbooks test",
            "Would a playbook answer these events, and with which plan? Needs no node, does nothing",
            "aios.playbook_test/1",
            "aios playbooks test disk.conf --event event.json --expect match"
        ) with
        {
            Arguments =
            [
                new("file", ArgumentType.Text, "the playbook's file") { Required = true, Positional = true },
                new("event", ArgumentType.Text, "a file of events (JSON, one object or one per line), or number or id of a stored one")
                {
                    Required = true,
                },
                new("expect", ArgumentType.Choice, "end with code 2 when it is otherwise") { Values = ["match", "no-match"] },
            ],
        },
        Local(
            "playbooks schema",
            "Print the JSON Schema of a playbook file, for editors",
            "aios.playbook_schema/1",
            "aios playbooks schema"
        ),
        NodeEntries.Read(
            "playbooks run",
            "playbooks",
            "Show what a loaded playbook would do now about an event on record, and what is against it",
            "aios.playbook_run/1",
            "aios playbooks run runaway-process --event 118 --dry-run"
        ) with
        {
            Arguments =
            [
                new("id", ArgumentType.Text, "id of the playbook") { Required = true, Positional = true },
                new("event", ArgumentType.Text, "id of the event, or its number in the log") { Required = true },
                new("dry-run", ArgumentType.Flag, "only show; there is no other way to run a playbook by hand"),
            ],
        },
        Local(
            "playbooks import",
            "Translate playbooks of the JSON forms of old; code 3 when one is refused",
            "aios.playbook_import/1",
            "aios playbooks import old-playbooks --out playbooks"
        ) with
        {
            Effect = VerbEffect.Write,
            LeastRole = VerbRole.Operator,
            Arguments =
            [
                Files,
                new("out", ArgumentType.Text, "folder for one file per playbook (default: nothing is written, only told)"),
                new("force", ArgumentType.Flag, "replace files that are there already"),
            ],
        },
    ];

    private static VerbEntry Local(string name, string summary, string schema, string example) =>
        new(name, "playbooks", summary, VerbEffect.Read, VerbRole.Viewer, VerbScope.Local, schema, example);
}
