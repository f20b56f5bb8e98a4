using System.Text.Json.Nodes;
using static Aios.Node.Playbooks.Schema.SchemaParts;

namespace Aios.Node.Playbooks.Schema;

/// <summary>Which events a playbook answers.</summary>
internal static class TriggerSchema
{
    private const string TypePattern = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(\\.\\*)?$";
    private const string PathPattern = "^(id|type|source|severity|payload(\\.[^.]+)+)$";

    public static JsonObject On() =>
        Object(
            "Trigger",
            "Which events it answers, and which of them belong together.",
            ["type"],
            ("type", Text("Event type", "Exact (resource.disk_low) or a prefix (resource.*).", TypePattern)),
            (
                "when",
                Text(
                    "Condition",
                    "A condition (CEL) over id, type, source, timestamp, severity, priority, trace_id, cause_id, node, seq and payload; what is not true does not match.",
                    null,
                    1,
                    4096
                )
            ),
            (
                "group-by",
                Items(
                    "Groups",
                    "Paths into the event; the cooldown counts per combination of their values. One group unless given.",
                    Text("Path", "payload.NAME, id, type, source or severity.", PathPattern)
                )
            )
        );
}
