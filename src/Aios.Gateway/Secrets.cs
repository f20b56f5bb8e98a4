using Aios.Platform.Files;

namespace Aios.Gateway;

/// <summary>Values that stand in the environment or in a file, read at the moment they are needed; only their place is ever shown.</summary>
internal static class Secrets
{
    private const int Longest = 8 * 1024;

    /// <param name="place"><c>env:NAME</c> or <c>file:/PATH</c></param>
    /// <returns>Null when nothing is there. One line, without the end of line that editors add.</returns>
    public static string? Read(string place)
    {
        if (place.StartsWith("env:", StringComparison.Ordinal))
            return Environment.GetEnvironmentVariable(place[4..]);
        if (!place.StartsWith("file:/", StringComparison.Ordinal))
            return null;
        try
        {
            return PlainFiles.ReadText(place[5..], Longest).TrimEnd('\r', '\n');
        }
        catch (DataFolderException)
        {
            return null;
        }
    }

    /// <summary>The value itself, or what its place holds.</summary>
    public static string? Resolve(string text) =>
        text.StartsWith("env:", StringComparison.Ordinal) || text.StartsWith("file:/", StringComparison.Ordinal) ? Read(text) : text;
}
