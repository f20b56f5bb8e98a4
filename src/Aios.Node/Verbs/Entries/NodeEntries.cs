using Aios.Loop.Scheduling;
using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>The running node and its actors.</summary>
internal static class NodeEntries
{
    private static readonly string[] SensorStates = ["ok", "alert", "unhealthy"];

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Read("status", "node", "The node at a glance; exit code 2 when something is wrong", "aios.status/1", "aios status"),
        Read("score", "explain", "How well the node heals itself, 0 to 1", "aios.score/1", "aios score --explain") with
        {
            Arguments = [new("explain", ArgumentType.Flag, "every part, its weight and the facts behind it")],
        },
        Read("queue ls", "queue", "Waiting events by priority, and who holds a slot", "aios.queue/1", "aios queue ls") with
        {
            Rows = new([RowMember.Of<QueueMode>("standing")]) { In = "waiting" },
        },
        Read("sensors ls", "sensors", "Every sensor with its newest reading", "aios.sensors/1", "aios sensors ls") with
        {
            Rows = new([new RowMember("state", SensorStates)]),
        },
        Read("actor hierarchy", "actors", "The tree of actors", "aios.actors/1", "aios actor hierarchy sensors --depth 3") with
        {
            Arguments =
            [
                Actor("the top of the tree (default the whole node)", isRequired: false),
                new("depth", ArgumentType.Whole, "levels below it (default 8)") { Least = 0, Most = 32 },
                new("limit", ArgumentType.Whole, "actors at most (default 500)") { Least = 1, Most = 5_000 },
            ],
        },
        Read(
            "actor path",
            "actors",
            "One actor: mailbox, restarts, last failure, slowest message",
            "aios.actor/1",
            "aios actor path sensors/cpu"
        ) with
        {
            Arguments = [Actor("its path below the node, or a whole one that begins with /", isRequired: true)],
        },
        Read(
            "actor mailbox",
            "actors",
            "What waits per priority and how much passes a second",
            "aios.mailboxes/1",
            "aios actor mailbox --limit 5"
        ) with
        {
            Arguments =
            [
                Actor("the top of the tree (default the whole node)", isRequired: false),
                new("window", ArgumentType.Whole, "milliseconds to count messages for (default 1000)") { Least = 100, Most = 20_000 },
                new("limit", ArgumentType.Whole, "actors at most (default 20)") { Least = 1, Most = 5_000 },
            ],
        },
        new(
            "maintenance run",
            "node",
            "Archive, summarise and delete what is due in the log, now; it is done once a day anyway",
            VerbEffect.Write,
            VerbRole.Operator,
            VerbScope.Node,
            "aios.maintenance/1",
            "aios maintenance run"
        )
        {
            Streams = true,
            TakesLong = true,
        },
    ];

    private static VerbArgument Actor(string help, bool isRequired) =>
        new("path", ArgumentType.Text, help) { Positional = true, Required = isRequired };

    internal static VerbEntry Read(string name, string palette, string summary, string schema, string example) =>
        new(name, palette, summary, VerbEffect.Read, VerbRole.Viewer, VerbScope.Node, schema, example);
}
