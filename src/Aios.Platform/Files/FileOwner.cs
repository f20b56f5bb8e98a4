using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Aios.Platform.Files;

/// <summary>Whose a file or folder is.</summary>
/// <param name="Name">As /etc/passwd has it; the number where it has none.</param>
public sealed record FileOwner(uint UserId, string Name)
{
    private const string Passwords = "/etc/passwd";

    /// <summary>Of the path, or of the nearest folder above it that can be looked at.</summary>
    public static FileOwner? Of(string path)
    {
        for (var at = Path.GetFullPath(path); at is not null; at = Path.GetDirectoryName(at))
            if (NativeFolder.Facts(NoFolder, at, out _) is { } facts)
                return new FileOwner(facts.User, NameOf(facts.User));
        return null;
    }

    // An absolute path needs no open folder; this number is none.
    private static SafeFileHandle NoFolder => new(0, ownsHandle: false);

    private static string NameOf(uint user)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        try
        {
            foreach (var line in File.ReadLines(Passwords))
                if (line.Split(':') is [var name, _, var id, ..] && id == number)
                    return name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without the list the number says it too.
        }
        return number;
    }
}
