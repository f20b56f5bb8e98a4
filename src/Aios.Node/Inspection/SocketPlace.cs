using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Aios.Platform.Files;

namespace Aios.Node.Inspection;

/// <summary>Where a data folder's socket is. A path that the kernel would cut goes elsewhere, and <c>socket</c> in the folder says where.</summary>
internal static class SocketPlace
{
    public const string Name = "aios.sock";

    /// <summary>The kernel takes 107; some room is left for tools that add to it.</summary>
    public const int MaxPathBytes = 100;

    private const string PointerName = "socket";
    private const int MaxPointerBytes = 4096;

    /// <summary>Decides the path and leaves the pointer; the folder's lock must be held.</summary>
    /// <param name="runtimeFolder">The value of <c>XDG_RUNTIME_DIR</c>, or null.</param>
    /// <param name="userId">Owner of the node.</param>
    /// <exception cref="IOException">The private folder for it cannot be had.</exception>
    public static string Claim(DataFolder folder, string? runtimeFolder, uint userId)
    {
        var direct = folder.PathOf(Name);
        if (Fits(direct))
        {
            folder.Delete(PointerName);
            return direct;
        }
        var path = Elsewhere(folder.FullPath, runtimeFolder, userId);
        folder.Replace(PointerName, Encoding.UTF8.GetBytes(path + "\n"));
        return path;
    }

    /// <summary>Where to look for a node of this folder.</summary>
    public static string Find(DataFolder folder) =>
        folder.ReadAll(PointerName, MaxPointerBytes) is { Length: > 1 } pointer && Encoding.UTF8.GetString(pointer).Trim() is ['/', ..] path
            ? path
            : folder.PathOf(Name);

    private static string Elsewhere(string dataPath, string? runtimeFolder, uint userId)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataPath)).AsSpan(0, 8));
        if (runtimeFolder is ['/', ..] && Path.Combine(runtimeFolder, $"aios-{hash}.sock") is var path && Fits(path))
            return path;
        var own = Path.Combine(Path.GetTempPath(), $"aios-{userId}");
        if (!OperatingSystem.IsWindows())
            MakePrivate(own);
        return Path.Combine(own, $"{hash}.sock");
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakePrivate(string folder)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            Directory.CreateDirectory(folder, ownerOnly);
            if (new DirectoryInfo(folder).LinkTarget is not null)
                throw new IOException($"{folder}: it is a symbolic link. Remove it; it must be a folder of the node's user.");
            File.SetUnixFileMode(folder, ownerOnly);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(
                $"{folder}: it cannot be made this user's own ({error.Message}). Remove it, set XDG_RUNTIME_DIR, or choose a shorter data folder.",
                error
            );
        }
    }

    private static bool Fits(string path) => Encoding.UTF8.GetByteCount(path) <= MaxPathBytes;
}
