using Aios.Node.Output;
using Aios.Platform.Files;
using Aios.Platform.Machine;

namespace Aios.Node.Cli.Doctor;

/// <summary>The data folder: there, ours, writable, with space, held by whom.</summary>
internal static class FolderChecks
{
    private const long LeastFreeBytes = 256L * 1024 * 1024;
    private const string ProbeName = "doctor.probe";

    public static IEnumerable<(string Check, Func<Finding> Look)> All(DataFolder folder) =>
        [
            ("data", () => Writable(folder)),
            ("space", () => Space(folder.FullPath)),
            ("node", () => Format(folder)),
            ("lock", () => Holder(folder)),
        ];

    private static Finding Holder(DataFolder folder) =>
        FolderHolder.Of(folder) is { } pid
            ? Finding.Ok("lock", $"held by process {pid}: a node runs here")
            : Finding.Note("lock", "free: no node runs here");

    private static Finding Writable(DataFolder folder)
    {
        folder.Replace(ProbeName, "probe\n"u8);
        folder.Delete(ProbeName);
        return Finding.Ok("data", $"{folder.FullPath} can be written and synced");
    }

    private static Finding Space(string path)
    {
        try
        {
            var space = DiskSpace.Of(path);
            var found = $"{Say.Size(space.AvailableBytes)} free, {Say.Number(space.UsedPercent, "0.0")} % used";
            return space.AvailableBytes >= LeastFreeBytes
                ? Finding.Ok("space", found)
                : Finding.Fail("space", found, $"free at least {Say.Size(LeastFreeBytes)}, or move the data folder");
        }
        catch (IOException error)
        {
            return Finding.Warn("space", error.Message, "check the file system");
        }
    }

    private static Finding Format(DataFolder folder) =>
        NodeFile.Read(folder) is { } node
            ? Finding.Ok("node", $"{node.NodeId}, format {node.FormatVersion}, incarnation {node.Incarnation}")
            : Finding.Note("node", "no node has run here yet");
}
