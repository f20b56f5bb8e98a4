using System.IO.Enumeration;

namespace Aios.Platform.Machine;

/// <summary>The process ids that exist now.</summary>
internal static class Pids
{
    public static IEnumerable<int> All() =>
        new FileSystemEnumerable<int>("/proc", static (ref entry) => int.Parse(entry.FileName), Options)
        {
            ShouldIncludePredicate = static (ref entry) => char.IsAsciiDigit(entry.FileName[0]),
        };

    /// <summary>The same; none when this process has no descriptor left to look.</summary>
    public static IReadOnlyList<int> AllOrNone()
    {
        try
        {
            return [.. All()];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static readonly EnumerationOptions Options = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
}
