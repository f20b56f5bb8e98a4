using System.Globalization;
using Aios.Node.Output;
using Aios.Platform.Files;
using Aios.Platform.Machine;
using Aios.Platform.Processes;

namespace Aios.Node.Cli.Doctor;

/// <summary>The data folder: there, ours, writable, with space, held by whom.</summary>
internal static class FolderChecks
{
    private const long LeastFreeBytes = 256L * 1024 * 1024;
    private const string ProbeName = "doctor.probe";

    public static IEnumerable<Finding> All(DataFolder folder)
    {
        yield return Writable(folder);
        yield return Space(folder.FullPath);
        yield return Format(folder);
        yield return HolderOf(folder) is { } pid
            ? Finding.Ok("lock", $"held by process {pid}: a node runs here")
            : Finding.Note("lock", "free: no node runs here");
    }

    /// <summary>The process that holds the folder's lock, or null. It is looked up, not tried: trying could turn away a node that starts.</summary>
    public static int? HolderOf(DataFolder folder)
    {
        var text = folder.ReadAll("lock", 64) is { } bytes ? System.Text.Encoding.ASCII.GetString(bytes).Trim() : "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || ProcessIdentity.Of(pid) is null)
            return null;
        return File.ReadLines("/proc/locks").Any(line => Holds(line, pid)) ? pid : null;
    }

    private static bool Holds(string line, int pid)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 4 && fields[1] == "FLOCK" && fields[4] == pid.ToString(CultureInfo.InvariantCulture);
    }

    private static Finding Writable(DataFolder folder)
    {
        try
        {
            folder.Replace(ProbeName, "probe\n"u8);
            folder.Delete(ProbeName);
            return Finding.Ok("data", $"{folder.FullPath} can be written and synced");
        }
        catch (IOException error)
        {
            return Finding.Fail(
                "data",
                (error as DataFolderException)?.Cause ?? error.Message,
                (error as DataFolderException)?.Remedy ?? "check the disk"
            );
        }
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

    private static Finding Format(DataFolder folder)
    {
        try
        {
            return NodeFile.Read(folder) is { } node
                ? Finding.Ok("node", $"{node.NodeId}, format {node.FormatVersion}, incarnation {node.Incarnation}")
                : Finding.Note("node", "no node has run here yet");
        }
        catch (DataFolderException error)
        {
            return Finding.Fail("node", error.Cause, error.Remedy);
        }
    }
}
