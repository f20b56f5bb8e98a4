using System.Text.Json.Nodes;
using static Aios.Node.Playbooks.Schema.SchemaParts;

namespace Aios.Node.Playbooks.Schema;

/// <summary>Actions that are objects: requests, files, services, settings, and notices with a channel.</summary>
internal static class OutsideSchema
{
    public static JsonObject Notify() =>
        Object(
            "Notice with channel",
            "Tells people over a channel.",
            ["text"],
            ("text", Parts("Text", "What is told.")),
            ("channel", Words("Channel", "Who carries it; console unless given.", "console", "console", "webhook", "smtp"))
        );

    public static JsonObject Http() =>
        Object(
            "Request",
            "One request to a server that the settings list; redirects are not followed.",
            ["url"],
            ("url", Ref("argument", "URL", "Begins with http:// or https://.")),
            ("method", Words("Method", "GET unless given.", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
            ("headers", Headers()),
            ("body", Ref("argument", "Body", "Not beside GET and HEAD.")),
            ("expect-status", Statuses())
        );

    public static JsonObject File()
    {
        var file = Object(
            "File",
            "One change of a file; what was there before is kept and put back at a rollback. Exactly one of write, append, replace, delete, rotate.",
            ["path"],
            ("path", Ref("argument", "Path", "Absolute, without . and ..; for delete with glob the folder.")),
            (
                "mode",
                Text(
                    "Mode",
                    "Octal permission bits from 0000 to 0777; not beside delete and rotate. As they are unless given, 0644 for a new file.",
                    "^0?[0-7]{3}$"
                )
            ),
            ("write", Parts("Write", "The whole new content, at most 65536 characters.")),
            ("append", Parts("Append", "What is added at the end, at most 65536 characters.")),
            (
                "replace",
                Object(
                    "Replace",
                    "A text in the file becomes another.",
                    ["text", "with"],
                    ("text", Text("Text", "What is looked for, 1 to 4096 characters.", null, 1, 4096)),
                    ("with", Parts("With", "What takes its place."))
                )
            ),
            (
                "delete",
                Either("Delete", "true for the file itself, or which files of the folder.", new JsonObject { ["const"] = true }, Delete())
            ),
            (
                "rotate",
                new JsonObject
                {
                    ["title"] = "Rotate",
                    ["description"] = "true: packed as PATH.TIME.gz beside itself and emptied in place.",
                    ["const"] = true,
                }
            )
        );
        file["oneOf"] = new JsonArray([
            .. ((string[])["write", "append", "replace", "delete", "rotate"]).Select(name => new JsonObject
            {
                ["required"] = List([name]),
            }),
        ]);
        return file;
    }

    public static JsonObject Service() =>
        Object(
            "Service",
            "A service of systemd; on a machine without it the step is skipped and says so.",
            ["name", "do"],
            ("name", Ref("argument", "Name", "For example nginx or nginx.service.")),
            ("do", Words("Do", "What becomes of it.", null, "start", "stop", "restart", "reload"))
        );

    public static JsonObject Set() =>
        Object(
            "Setting",
            "Another value for a setting that may change while the node runs, over restarts too, until the step is undone or somebody says 'aios config reset KEY'.",
            ["key", "value"],
            ("key", Words("Key", "Which of those that change while the node runs.", null, [.. Settings.ChangeableSettings.Keys])),
            ("value", Ref("argument", "Value", "As the file of settings would have it."))
        );

    private static JsonObject Delete() =>
        Object(
            "Files",
            "Files directly in the folder, never those below.",
            ["glob"],
            ("glob", Text("Pattern", "Of the file's name; may hold * and ?, no /.", "^[^/]+$", 1, 255)),
            ("older-than", Time("Age", "Only files last written so long ago.", "0s", "3650d", "0s")),
            ("keep", Whole("Keep", "So many of the newest that fit stay.", 0, 10_000, 0))
        );

    private static JsonObject Parts(string title, string description) =>
        Either(title, description, new JsonObject { ["$ref"] = "#/$defs/argument" }, Items("Parts", "Joined.", Ref("argument"), 1));

    private static JsonObject Headers() =>
        new()
        {
            ["title"] = "Headers",
            ["description"] =
                "At most 32; { secret = \"env:NAME\" } or { secret = \"file:/PATH\" } reads the value at the moment of the request.",
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    Ref("argument"),
                    Object(
                        "Secret",
                        "Where the value is read.",
                        ["secret"],
                        ("secret", Text("Place", "env:NAME or file:/PATH.", "^(env:.|file:/)"))
                    )
                ),
            },
        };

    private static JsonObject Statuses() =>
        Either(
            "Good answers",
            "One status or a list of them, 100 to 599; 200 to 299 unless given.",
            Status(),
            Items("Statuses", "Good ones.", Status())
        );

    private static JsonObject Status() => Whole("Status", "An HTTP status.", 100, 599, null);
}
