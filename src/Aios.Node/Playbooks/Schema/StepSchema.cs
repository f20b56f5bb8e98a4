using System.Text.Json.Nodes;
using static Aios.Node.Playbooks.Schema.SchemaParts;

namespace Aios.Node.Playbooks.Schema;

/// <summary>Steps, their actions, and arguments with values of the event.</summary>
internal static class StepSchema
{
    private const string EventPath = "^(id|type|source|severity|payload(\\.[^.]+)+)$";
    private static readonly string[] Kinds = ["process", "signal", "notify", "wait", "approve", "http", "file", "service", "set"];

    public static JsonObject Risk(string description) =>
        Words("Risk", description, null, "read", "reversible", "disruptive", "destructive");

    public static JsonObject Argument() =>
        Either(
            "Argument",
            "A text as it stands, or one whole value of the event; there are no templates inside texts.",
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            Object(
                "Value of the event",
                "Taken whole: never split, never read again. A missing value is a reason against the run.",
                ["from"],
                ("from", Text("Path", "payload.NAME, id, type, source or severity.", EventPath)),
                ("as", Words("Kind", "int demands a whole number; string unless given.", "string", "string", "int"))
            )
        );

    public static JsonObject Step()
    {
        var step = Object(
            "Step",
            "One action with what is needed to repeat it, to find out about it after a crash, and to undo it.",
            ["id"],
            [
                (
                    "id",
                    Text(
                        "Id",
                        "1–32 of a–z, 0–9 and -, beginning with a letter, not with undo-; unique in the playbook.",
                        "^(?!undo-)[a-z][a-z0-9-]{0,31}$"
                    )
                ),
                .. Actions(),
                (
                    "risk",
                    Risk(
                        "How much this step can hurt; unless given read for notify and for GET and HEAD, reversible for file and set, disruptive for signal and service, else that of the playbook. Needed for other requests."
                    )
                ),
                ("timeout", Time("Time-out", "Bounds one attempt; that of the playbook unless given.", "100ms", "1h", null)),
                ("idempotent", Idempotent()),
                ("undo", Either("Undo", "What puts it back; none when it may stay.", Word("none"), Ref("undo"))),
                ("probe", Probe()),
            ]
        );
        step["oneOf"] = OneOfKinds();
        step["dependentRequired"] = BesideSignal();
        return step;
    }

    /// <summary>What puts a step back: a step without an id and an undo of its own.</summary>
    public static JsonObject Undo()
    {
        var undo = Object(
            "Undo",
            "One action that puts the step back. What the step says about risk, repetition and probe says nothing about it.",
            [],
            [
                .. Actions(),
                ("risk", Risk("How much it can hurt; unless given as for a step of its kind, else that of the step.")),
                ("timeout", Time("Time-out", "Bounds one attempt; that of the step unless given.", "100ms", "1h", null)),
                ("idempotent", Idempotent()),
                ("probe", Probe()),
            ]
        );
        undo["oneOf"] = OneOfKinds();
        undo["dependentRequired"] = BesideSignal();
        return undo;
    }

    private static JsonObject Idempotent() =>
        Flag(
            "Idempotent",
            "It may happen twice without harm. Unless given true for notify, file, set, GET, HEAD and services but for restart, else false.",
            null
        );

    private static JsonArray OneOfKinds() => [.. Kinds.Select(kind => new JsonObject { ["required"] = List([kind]) })];

    private static JsonObject BesideSignal() =>
        new()
        {
            ["pid"] = List(["signal"]),
            ["start-time"] = List(["signal"]),
            ["signal"] = List(["pid"]),
        };

    private static IEnumerable<(string Name, JsonObject Schema)> Actions() =>
        [
            ("process", Process("Program and arguments, at most 256; the first is the program's absolute path. There is no shell.")),
            ("signal", Words("Signal", "Sent to pid, if that process still has the start time of the event.", null, Signals)),
            ("pid", Ref("argument", "Process id", "Of the signal's target: { from = payload.pid, as = int }.")),
            ("start-time", Ref("argument", "Start time", "Of that process in clock ticks since boot; payload.start_time unless given.")),
            (
                "notify",
                Either(
                    "Notice",
                    "Tells people: a text, texts and values of the event joined by blanks, or an object that names the channel too.",
                    Text("Text", "As it stands.", null, 1),
                    Items("Parts", "Joined by blanks.", Ref("argument"), 1),
                    OutsideSchema.Notify()
                )
            ),
            ("wait", Time("Wait", "Nothing for a while.", "100ms", "24h", null)),
            ("approve", Text("Question", "People are asked whether to go on; 1 to 120 characters.", null, 1, 120)),
            ("http", OutsideSchema.Http()),
            ("file", OutsideSchema.File()),
            ("service", OutsideSchema.Service()),
            ("set", OutsideSchema.Set()),
        ];

    private static string[] Signals => ["TERM", "INT", "HUP", "QUIT", "KILL", "USR1", "USR2", "STOP", "CONT"];

    private static JsonObject Process(string description) => Items("Program", description, Ref("argument"), 1, 256);

    private static JsonObject Probe() =>
        Object(
            "Probe",
            "A program that only looks, asked after a crash: exit code 0 when the step happened, 1 when it did not, else nobody can tell.",
            ["process"],
            ("process", Process("Program and arguments; it must not change anything.")),
            ("timeout", Time("Time-out", "Bounds one look.", "100ms", "60s", "10s"))
        );
}
