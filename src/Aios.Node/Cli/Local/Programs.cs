using System.Diagnostics.CodeAnalysis;

namespace Aios.Node.Cli.Local;

/// <summary>The programs of this machine.</summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "It runs on Linux only")]
internal static class Programs
{
    /// <summary>Where a service finds its programs; the caller's own PATH is none of its business.</summary>
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of a program by its bare name, or null.</summary>
    public static string? Find(string name) => Folders.Select(folder => $"{folder}/{name}").FirstOrDefault(IsThere);

    /// <summary>Whether this absolute path is a file that can be started.</summary>
    public static bool IsThere(string path)
    {
        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
