using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Entries;

/// <summary>Copies of a node's data, and back.</summary>
internal static class BackupEntries
{
    public static IReadOnlyList<VerbEntry> All { get; } =
    [
        new(
            "backup",
            "node",
            "Copy the data of the running node into an empty folder and check the copy",
            VerbEffect.Read,
            VerbRole.Admin,
            VerbScope.Node,
            "aios.backup/1",
            "aios backup /backup/aios-2026-01-31"
        )
        {
            Streams = true,
            TakesLong = true,
            Arguments = [new("to", ArgumentType.Path, "a folder that is empty or not there yet") { Required = true, Positional = true }],
        },
        new(
            "restore",
            "local",
            "Make a data folder from a backup; nothing of before it is acted on again",
            VerbEffect.Write,
            VerbRole.Admin,
            VerbScope.Local,
            "aios.restore/1",
            "aios restore /backup/aios-2026-01-31 --data /var/lib/aios"
        )
        {
            Arguments = [new("from", ArgumentType.Path, "a folder that 'aios backup' made") { Required = true, Positional = true }],
        },
    ];
}
