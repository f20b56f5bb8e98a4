using System.Text.Json.Nodes;
using static Aios.Node.Playbooks.Schema.SchemaParts;

namespace Aios.Node.Playbooks.Schema;

/// <summary>Which events a playbook answers.</summary>
internal static class TriggerSchema
{
    private const string TypePattern = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(\\.\\*)?$";
    private const string PathPattern = "^(id|type|source|severity|payload(\\.[^.]+)+)$";

    public static JsonObject On()
    {
        var on = Object(
            "Trigger",
            "Which events it answers, and which of them belong together.",
            [],
            [
                ("type", Text("Event type", "Exact (resource.disk_low) or a prefix (resource.*).", TypePattern)),
                (
                    "types",
                    Items(
                        "Event types",
                        "In place of type: 1 to 32, one of which must fit.",
                        Text("Event type", "Exact or a prefix.", TypePattern),
                        1,
                        32
                    )
                ),
                (
                    "keywords",
                    Items(
                        "Keywords",
                        "One of them must stand in the type or in a text of the payload, in any case; 1 to 64. With them type may be left out.",
                        Text("Keyword", "1 to 64 characters.", null, 1, 64),
                        1,
                        64
                    )
                ),
                ("whole-words", Flag("Whole words", "No letter, digit or _ beside a keyword; false unless given.", false)),
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
                ),
                .. Windows(),
            ]
        );
        on["anyOf"] = new JsonArray([
            .. ((string[])["type", "types", "keywords", "all", "any", "not-all"]).Select(name => new JsonObject
            {
                ["required"] = List([name]),
            }),
        ]);
        on["dependentRequired"] = new JsonObject
        {
            ["accumulate-within"] = List(["count"]),
            ["all"] = List(["within"]),
            ["not-all"] = List(["within"]),
        };
        return on;
    }

    /// <summary>Of these a playbook has one at most: count with within, all, any, not-all, once-within, once-after, accumulate-within with count.</summary>
    private static IEnumerable<(string Name, JsonObject Schema)> Windows() =>
        [
            ("count", Whole("Count", "So many events together, within the time of within or accumulate-within.", 2, 1000, null)),
            ("within", Time("Window", "Length of the window of count, all and not-all.", "1s", "24h", null)),
            ("all", Conditions("All", "Each of them was met by some event within the time of within.")),
            ("any", Conditions("Any", "The event meets one of them.")),
            ("not-all", Conditions("Not all", "When the time of within is over, not all of them were met.")),
            ("once-within", Time("Once within", "The first event is answered, those of this time after it are not.", "1s", "24h", null)),
            ("once-after", Time("Once after", "So long after the first event all that came are answered once.", "1s", "24h", null)),
            ("accumulate-within", Time("Gathered within", "The window of count, from the first event on.", "1s", "24h", null)),
        ];

    private static JsonObject Conditions(string title, string description) =>
        Items(title, $"{description} 2 to 16 conditions (CEL).", Text("Condition", "As in when.", null, 1, 4096), 2, 16);
}
