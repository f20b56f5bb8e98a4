using System.Globalization;
using System.Text;
using Aios.Platform.Files;
using Aios.Platform.Machine;

namespace Aios.Node.Cli;

/// <summary>Which process holds a data folder. It is looked up, not tried: trying could turn away a node that starts.</summary>
internal static class FolderHolder
{
    /// <summary>Null: nobody does, or it cannot be seen.</summary>
    /// <exception cref="IOException">The lock file or the kernel's list of locks cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The list of locks is closed to this user.</exception>
    public static int? Of(DataFolder folder)
    {
        var text = folder.ReadAll("lock", 64) is { } bytes ? Encoding.ASCII.GetString(bytes).Trim() : "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || ProcessIdentity.Of(pid) is null)
            return null;
        return File.ReadLines("/proc/locks").Any(line => Holds(line, pid)) ? pid : null;
    }

    /// <summary>The same where a fault says no more than that it is not known.</summary>
    public static int? IfSeen(string dataPath)
    {
        try
        {
            return Of(DataFolder.OpenExisting(dataPath));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Holds(string line, int pid)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 4 && fields[1] == "FLOCK" && fields[4] == pid.ToString(CultureInfo.InvariantCulture);
    }
}
