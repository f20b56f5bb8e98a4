using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>Beats, in this process and in the node.</summary>
internal static class HeartbeatEntries
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        new(
            "heartbeat",
            "heartbeat",
            "Beat once in this process; needs no node; exit code 2 when not OK",
            VerbEffect.Read,
            VerbRole.Viewer,
            VerbScope.Local,
            "aios.heartbeat/1",
            "aios heartbeat --count 3"
        )
        {
            Arguments =
            [
                new("full", ArgumentType.Flag, "also read the disks"),
                new("debug", ArgumentType.Flag, "explain every reading"),
                new("count", ArgumentType.Whole, "so many beats (default 1)") { Least = 1, Most = 100_000 },
                new("watch", ArgumentType.Flag, "the beats of the running node, as they come"),
            ],
        },
        NodeEntries.Read(
            "heartbeat stats",
            "heartbeat",
            "How the node's heartbeat has been since it started, or day by day",
            "aios.heartbeat_stats/1",
            "aios heartbeat stats --days 7"
        ) with
        {
            Arguments =
            [
                new("days", ArgumentType.Whole, "one row for each of the last so many UTC days, today included, that have beats on disk")
                {
                    Least = 1,
                    Most = 3_650,
                },
            ],
        },
        NodeEntries.Read(
            "heartbeat history",
            "heartbeat",
            "How long beats took over time, also before this start",
            "aios.heartbeat_history/1",
            "aios heartbeat history --from 24h --spans 48"
        ) with
        {
            Arguments =
            [
                new("from", ArgumentType.Time, $"{TimeText.Allowed} (default 1h)"),
                new("to", ArgumentType.Time, "not after (default now)"),
                new("spans", ArgumentType.Whole, "in so many equal parts (default 60)") { Least = 1, Most = 500 },
            ],
        },
        NodeEntries.Read(
            "heartbeat watch",
            "heartbeat",
            "The beats of the running node, as they come",
            "aios.heartbeat_stats/1",
            "aios heartbeat watch --count 5"
        ) with
        {
            Streams = true,
            Arguments = [new("count", ArgumentType.Whole, "end after so many beats") { Least = 1 }],
        },
    ];
}
