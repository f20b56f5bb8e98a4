using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>What needs no running node.</summary>
internal static class LocalEntries
{
    private static readonly VerbArgument[] Sources =
    [
        new("config", ArgumentType.Text, "a file of settings, or a folder of *.conf files"),
        new(
            "profile",
            ArgumentType.Text,
            "settings that go together (default AIOS_PROFILE, else local); also profiles/NAME.conf in the folder"
        ),
    ];

    private static readonly VerbArgument Verb = new("verb", ArgumentType.Text, "its words, or the first of them for all of a group")
    {
        Positional = true,
        Repeated = true,
    };

    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        Local("up", "Run a node in the data folder until it is told to stop", "aios.up/1", "aios up --data /var/lib/aios") with
        {
            Effect = VerbEffect.Write,
            LeastRole = VerbRole.Admin,
            Streams = true,
            Arguments =
            [
                .. Sources,
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
            Arguments = Sources,
        },
        Local(
            "config diff",
            "Every setting that is not the default, and where it was written",
            "aios.config_diff/1",
            "aios config diff"
        ) with
        {
            Arguments = Sources,
            Rows = VerbRows.Plain,
        },
        Local(
            "config explain",
            "What a setting means, what it may be, what it is and where that was written",
            "aios.config_key/1",
            "aios config explain aios.heartbeat.interval"
        ) with
        {
            Arguments =
            [
                new("key", ArgumentType.Text, "a setting, or the beginning of several; 'aios.' may be left out")
                {
                    Required = true,
                    Positional = true,
                },
                .. Sources,
            ],
        },
        Local("doctor", "Check machine, data folder, log and socket; exit code 2 when a check fails", "aios.checks/1", "aios doctor"),
        Local("bench heartbeat", "Measure the three ways to beat, now, on this machine", "aios.bench/1", "aios bench heartbeat"),
        Local("version", "Version of the executable and of what it runs on", "aios.version/1", "aios version --json"),
        Local("help", "The verbs: palette, arguments, role, example", "aios.help/1", "aios help runs ls") with
        {
            Arguments = [Verb],
        },
        Local("schema", "The JSON Schema of what a verb answers with --json", "aios.answer_schema/1", "aios schema runs ls") with
        {
            Arguments = [Verb with { Required = true, Help = "its words" }],
        },
        Local("completion", "A script that completes verbs and options in a shell", "aios.completion/1", "aios completion bash") with
        {
            Arguments =
            [
                new("shell", ArgumentType.Choice, "which one")
                {
                    Required = true,
                    Positional = true,
                    Values = ["bash", "zsh", "pwsh"],
                },
            ],
        },
    ];

    private static VerbEntry Local(string name, string summary, string schema, string example) =>
        new(name, "local", summary, VerbEffect.Read, VerbRole.Viewer, VerbScope.Local, schema, example);
}
