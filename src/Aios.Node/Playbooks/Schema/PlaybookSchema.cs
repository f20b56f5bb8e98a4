using System.Text.Json.Nodes;
using static Aios.Node.Playbooks.Schema.SchemaParts;

namespace Aios.Node.Playbooks.Schema;

/// <summary>
/// What a playbook file may hold, as JSON Schema. It is about the file as JSON, which is HOCON too. Kept by hand beside the readers; a spec
/// compares both, member by member.
/// </summary>
internal static class PlaybookSchema
{
    public static JsonObject Document()
    {
        var file = Object(
            "Playbook file",
            "One playbook of Aios.Actors: what to do when something happens, and how to know that it worked. Written as HOCON; JSON is HOCON too.",
            ["playbook"],
            ("playbook", Playbook())
        );
        file.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        file.Insert(1, "$id", "urn:aios:playbook:1");
        file["$defs"] = new JsonObject
        {
            ["duration"] = Duration.DeepClone(),
            ["argument"] = StepSchema.Argument(),
            ["step"] = StepSchema.Step(),
            ["undo"] = StepSchema.Undo(),
        };
        return file;
    }

    private static JsonObject Playbook() =>
        Object(
            "Playbook",
            "Event, condition, steps, gate, and what to do when the gate does not hold.",
            ["id", "on", "steps"],
            (
                "id",
                Text(
                    "Id",
                    "1–64 of a–z, 0–9 and -, beginning with a letter; a shipped playbook of the same id is replaced.",
                    "^[a-z][a-z0-9-]{0,63}$"
                )
            ),
            ("version", Whole("Version", "Of two that fit equally well the newer is taken; a run keeps its version.", 1, int.MaxValue, 1)),
            ("title", Text("Title", "One line for people, 1 to 120 characters; the id unless given.", null, 1, 120)),
            ("enabled", Flag("Enabled", "A disabled playbook is loaded and never answers; true unless given.", true)),
            ("on", TriggerSchema.On()),
            ("targets", Targets()),
            (
                "confidence",
                Number("Confidence", "How sure you are that it helps; the most confident of those that fit is taken.", 0, 1, 0.5)
            ),
            ("risk", StepSchema.Risk("How much its steps can hurt at most. Needed unless all steps only tell people.")),
            ("approval", Approval()),
            ("cooldown", Time("Cooldown", "Rest per group after a run that did not fail.", "0s", "24h", "60m")),
            ("timeout", Time("Time-out", "Bounds one attempt at a step that names none itself.", "100ms", "1h", "30s")),
            (
                "deadline",
                Time("Deadline", "Bounds the whole run; unless given it follows from attempts, waits and gate.", "1s", "24h", null)
            ),
            ("when-busy", WhenBusy()),
            ("snapshot", Snapshot()),
            ("retry", Retry()),
            ("steps", Items("Steps", "1 to 32 steps, one after the other; the first that fails ends them.", Ref("step"), 1, 32)),
            ("verify", Verify()),
            ("otherwise", Otherwise())
        );

    private static JsonObject Targets() =>
        Words(
            "Targets",
            "own-children: acts only on processes that the node itself started; listed: on those and on what stands in aios.targets; any unless given.",
            "any",
            "own-children",
            "listed",
            "any"
        );

    private static JsonObject Approval() =>
        Words(
            "Approval",
            "How many people are asked before the first step; the risk may demand more. auto unless given.",
            "auto",
            "auto",
            "one",
            "two"
        );

    private static JsonObject WhenBusy() =>
        Words(
            "When busy",
            "What becomes of an event whose target is being acted on: left, kept waiting, or the run that goes on is cancelled; drop-new unless given.",
            "drop-new",
            "drop-new",
            "queue",
            "cancel-old"
        );

    private static JsonObject Snapshot() =>
        Items(
            "Snapshot",
            "Files that are kept before the first step and put back at a rollback; at most 16 entries, none unless given.",
            Object(
                "Files",
                "Some files.",
                ["files"],
                ("files", Text("Path", "Absolute, without ..; the last part may hold * and ?.", "^/"))
            ),
            0,
            16
        );

    private static JsonObject Retry() =>
        Object(
            "Retry",
            "When an attempt at a step fails: tried again after min, min · factor, min · factor² …, never more than max.",
            [],
            ("retries", Whole("Retries", "Further attempts at one step.", 0, 20, 3)),
            ("min", Time("First wait", "Before the first further attempt.", "1ms", "1h", "2s")),
            ("factor", Number("Factor", "Each wait is so many times the one before.", 1, 10, 2)),
            ("max", Time("Longest wait", "No wait is longer, but for its jitter.", "1ms", "1h", "30s")),
            (
                "jitter",
                Number(
                    "Jitter",
                    "Each wait is longer by a share up to this one, so that not all that failed together try again together.",
                    0,
                    1,
                    0
                )
            ),
            (
                "on",
                Items(
                    "Results",
                    "Results that are worth another attempt; timeout and exit-code unless given.",
                    new JsonObject { ["enum"] = List(["timeout", "exit-code", "not-found", "error"]) }
                )
            )
        );

    private static JsonObject Verify() =>
        Either(
            "Gate",
            "Did it work? Without expect the sensor that raised the event must say that it recovered; none only when every step just tells people.",
            Word("none"),
            Object(
                "Gate",
                "Asked again and again until it holds or within is over.",
                [],
                ("after", Time("First look", "Not before, counted from the last step.", "0s", "within", "0s")),
                ("within", Time("Last look", "A yes must come in this time.", "1s", "1h", "60s")),
                (
                    "expect",
                    Text(
                        "Expectation",
                        "A condition (CEL) over sensor, payload and trace_id: sensor.disk['/'].free_bytes > quantity('10GiB').",
                        null,
                        1,
                        4096
                    )
                )
            )
        );

    private static JsonObject Otherwise() =>
        Items(
            "Ladder",
            "When a step or the gate fails: each list of steps is tried, after it the gate is asked again; then rollback, then escalate. Unless given: rollback, escalate.",
            new JsonObject { ["anyOf"] = new JsonArray(Rung(), Word("rollback"), Word("escalate")) }
        );

    private static JsonObject Rung() => Items("Rung", "Steps that are tried before the gate is asked again.", Ref("step"), 1);
}
