using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What needs no running node.</summary>
internal static class LocalEntries
{
    private static readonly VerbArgument Config = new("config", ArgumentType.Text, "a folder with aios.conf and playbooks of your own");

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Local("up", "Run a node in the data folder until it is told to stop", "aios.up/1", "aios up --data /var/lib/aios") with
        {
            Effect = VerbEffect.Write,
            LeastRole = VerbRole.Admin,
            Streams = true,
            Arguments =
            [
                Config,
                new("heartbeat", ArgumentType.Flag, "print the line of every beat"),
                new("no-office", ArgumentType.Flag, "without the web front: the smallest footprint"),
                new("readonly", ArgumentType.Flag, "nothing can be changed by the web front"),
                new("new-log", ArgumentType.Flag, "go on although records of the event log are missing"),
            ],
        },
        Local("demo", "Break something of its own and watch it being repaired", "aios.demo/1", "aios demo") with
        {
            Effect = VerbEffect.Write,
            LeastRole = VerbRole.Admin,
            Streams = true,
        },
        Local("config check", "Read every setting and playbook, name every fault", "aios.checks/1", "aios config check") with
        {
            Arguments = [Config],
        },
        Local("doctor", "Check machine, data folder, log and socket; exit code 2 when a check fails", "aios.checks/1", "aios doctor"),
        Local("bench heartbeat", "Measure the three ways to beat, now, on this machine", "aios.bench/1", "aios bench heartbeat"),
        Local("version", "Version of the executable and of what it runs on", "aios.version/1", "aios version --json"),
    ];

    private static VerbEntry Local(string name, string summary, string schema, string example) =>
        new(name, "local", summary, VerbEffect.Read, VerbRole.Viewer, VerbScope.Local, schema, example);
}
