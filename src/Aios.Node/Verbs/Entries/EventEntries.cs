using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>The event log: write, follow, read, check.</summary>
internal static class EventEntries
{
    private static readonly VerbArgument[] Filter =
    [
        new("type", ArgumentType.Text, "exact, prefix.*, *.suffix or *"),
        new("severity", ArgumentType.Choice, "this severe or more") { Values = ["info", "warn", "error", "critical"] },
        new("source", ArgumentType.Text, "exactly this source"),
        new("trace", ArgumentType.Text, "exactly this trace id"),
        new("where", ArgumentType.Condition, "a condition: \"payload.mount == '/' && severity >= warn\""),
    ];

    private static readonly VerbArgument[] Range =
    [
        new("from", ArgumentType.Time, "not before: 2026-01-31T10:00:00Z, 2h (ago)"),
        new("to", ArgumentType.Time, "not after"),
    ];

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        new(
            "events emit",
            "events",
            "Put one event on record; answers after it is synced to disk",
            VerbEffect.Write,
            VerbRole.Source,
            VerbScope.Node,
            "aios.emit/1",
            "aios events emit --type deploy.finished --payload '{\"version\":\"1.4\"}'"
        )
        {
            Arguments =
            [
                new("type", ArgumentType.Text, "1-200 of A-Z a-z 0-9 . _ -") { Required = true },
                new("severity", ArgumentType.Choice, "how bad it is (default info)") { Values = ["info", "warn", "error", "critical"] },
                new("source", ArgumentType.Text, "who says it (default cli)"),
                new("payload", ArgumentType.Json, "a JSON object, @FILE, or - for stdin"),
                new("id", ArgumentType.Text, "your own id: sent twice it is stored once"),
                new("trace", ArgumentType.Text, "W3C trace id, 32 hex digits"),
            ],
        },
        NodeEntries.Read("events tail", "events", "Follow the log", "aios.events/1", "aios events tail --severity warn") with
        {
            Streams = true,
            Arguments =
            [
                .. Filter,
                new("after", ArgumentType.Whole, "begin after this sequence number (default: the newest)"),
                new("limit", ArgumentType.Whole, "end after so many") { Least = 1 },
            ],
        },
        new(
            "events query",
            "events",
            "Read the log on disk, oldest first; needs no node",
            VerbEffect.Read,
            VerbRole.Viewer,
            VerbScope.Local,
            "aios.events/1",
            "aios events query --type resource.* --from 2h --where \"payload.value > 90.0\""
        )
        {
            Arguments =
            [
                .. Filter,
                .. Range,
                new("last", ArgumentType.Whole, "the newest N that fit (default 50)") { Least = 1, Most = 100_000 },
                new("limit", ArgumentType.Whole, "the oldest N that fit instead") { Least = 1, Most = int.MaxValue },
                new("before", ArgumentType.Whole, "only those before this sequence number") { Least = 1 },
                new("newest-first", ArgumentType.Flag, "the newest first instead of last"),
            ],
            Paging = new("last", "before", "seq") { Order = "newest-first" },
            Rows = new([RowMember.Severity]),
        },
        new(
            "events export",
            "events",
            "Write the log as JSON lines, oldest first; needs no node",
            VerbEffect.Read,
            VerbRole.Viewer,
            VerbScope.Local,
            "aios.events/1",
            "aios events export --type run.* --from 7d --out runs.jsonl"
        )
        {
            WritesLines = true,
            Arguments =
            [
                .. Filter,
                .. Range,
                new("limit", ArgumentType.Whole, "the oldest N that fit") { Least = 1, Most = int.MaxValue },
                new("out", ArgumentType.Text, "a file that is not there yet (default: stdout)"),
            ],
        },
        new(
            "events import",
            "events",
            "Append events of an older version from a file; no node may run in the data folder",
            VerbEffect.Write,
            VerbRole.Admin,
            VerbScope.Local,
            "aios.import/1",
            "aios events import old-events.jsonl"
        )
        {
            Arguments =
            [
                new(
                    "file",
                    ArgumentType.Text,
                    "JSON lines: id, type, source, timestamp, payload; what cannot be read goes to FILE.rejected"
                )
                {
                    Required = true,
                    Positional = true,
                },
            ],
        },
        new(
            "events verify",
            "events",
            "Check every hash of the log; exit code 1 when the chain is broken or the state differs",
            VerbEffect.Read,
            VerbRole.Viewer,
            VerbScope.Local,
            "aios.verify/1",
            "aios events verify --state"
        )
        {
            Arguments = [new("state", ArgumentType.Flag, "also compare what the log tells with aios.db")],
        },
    ];
}
