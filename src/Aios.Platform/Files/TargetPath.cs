using System.Text;

namespace Aios.Platform.Files;

/// <summary>An absolute path below one of the folders that a person listed.</summary>
/// <param name="Root">The listed folder.</param>
/// <param name="Parts">What follows below it, at least one part.</param>
public sealed record TargetPath(string Root, IReadOnlyList<string> Parts)
{
    private const int LongestPart = 255;
    private const int LongestPath = 4095;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Full => $"{Root.TrimEnd('/')}/{string.Join('/', Parts)}";
    public string Name => Parts[^1];

    /// <summary>The path as it is: nothing is made shorter, resolved or completed.</summary>
    /// <param name="folders">Absolute paths; the longest that holds the path is its root.</param>
    /// <param name="why">Why it is none.</param>
    public static TargetPath? Find(string path, IEnumerable<string> folders, out string why)
    {
        if (Fault(path) is { } fault)
        {
            why = fault;
            return null;
        }
        var root = folders
            .Where(folder => path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal))
            .MaxBy(folder => folder.Length);
        why = root is null ? "it is below none of the folders in aios.targets.folders or aios.targets.expendable" : "";
        return root is null ? null : new TargetPath(root, path[(root.TrimEnd('/').Length + 1)..].Split('/'));
    }

    private static string? Fault(string path)
    {
        if (!path.StartsWith('/'))
            return "it is not absolute";
        if (path.Any(char.IsControl))
            return "it holds a control character";
        try
        {
            if (Strict.GetByteCount(path) > LongestPath)
                return $"it is longer than {LongestPath} bytes";
            foreach (var part in path[1..].Split('/'))
                if (part is "" or "." or "..")
                    return $"the part '{part}' leads elsewhere";
                else if (Strict.GetByteCount(part) > LongestPart)
                    return $"a part is longer than {LongestPart} bytes";
        }
        catch (EncoderFallbackException)
        {
            return "it is no valid Unicode";
        }
        return null;
    }
}
