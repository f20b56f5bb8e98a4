using Aios.Architecture.Tests.Compiled;

namespace Aios.Architecture.Tests.Door;

/// <summary>Who may touch the outside, what a sync may be called, and what a room shows; read from compiled code.</summary>
internal static class DoorRules
{
    private static readonly string[] BehindTheDoor = ["Aios.Actors", "Aios.Office", "Aios.Node"];

    /// <summary>Node's own hands: what it opens, connects to and starts is no effect on a target.</summary>
    private static readonly string[] NodesHands = ["Aios.Node.Inspection", "Aios.Node.Cli", "Aios.Node.Demo", "Aios.Node.Composition"];

    private static readonly string[] Namespaces =
    [
        "System.Net.Sockets",
        "System.Net.Http",
        "System.Net.Mail",
        "Aios.Platform.Processes",
        "Aios.Platform.Sockets",
    ];

    private static readonly string[] Types =
    [
        "System.Diagnostics.Process",
        "System.Diagnostics.ProcessStartInfo",
        "System.IO.File",
        "System.IO.FileInfo",
        "System.IO.FileStream",
        "System.IO.FileStreamOptions",
        "System.IO.FileSystemWatcher",
        "System.IO.FileSystemInfo",
        "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.RandomAccess",
    ];

    private static readonly string[] SilentSyncs =
    [
        "System.IO.FileStream.Flush(Boolean)",
        "System.IO.RandomAccess.FlushToDisk(SafeFileHandle)",
    ];

    public static IEnumerable<string> CheckDoor(string room, AssemblyUses assembly) =>
        from use in assembly.Uses
        where BehindTheDoor.Contains(room) && !(room == "Aios.Node" && IsHand(use.By)) && IsOutside(use.Used)
        select $"{use.By} names {Full(use)}; only Gateway's door reaches out{(room == "Aios.Node" ? $", and in Node {string.Join(", ", NodesHands)}" : "")}";

    public static IEnumerable<string> CheckSyncs(AssemblyUses assembly) =>
        from use in assembly.Uses
        where SilentSyncs.Contains(Full(use))
        select $"{use.By} calls {Full(use)}, which stays silent when fsync fails; use Aios.Platform.Files";

    public static IEnumerable<string> CheckNothingPublic(AssemblyUses node) =>
        node.PublicTypes.Select(type => $"{type} is public; nobody stands right of Node: internal sealed");

    private static bool IsOutside(TypeName used) =>
        Types.Contains(used.ToString()) || Namespaces.Any(name => used.Namespace == name || used.Namespace.StartsWith($"{name}."));

    private static bool IsHand(TypeName by) =>
        by.Name.StartsWith("Composition") || NodesHands.Any(name => by.Namespace == name || by.Namespace.StartsWith($"{name}."));

    private static string Full(TypeUse use) => use.Member is null ? $"{use.Used}" : $"{use.Used}.{use.Member}";
}
