using System.Text.Json;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Packages;

/// <summary>Known-bad versions, and whether a lock file holds one, wherever in the graph.</summary>
internal sealed class DenyList(IReadOnlyList<DenyEntry> entries)
{
    public static DenyList Parse(string text) =>
        new([.. text.Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith('#')).Select(DenyEntry.Parse)]);

    public IEnumerable<string> Check(IEnumerable<SourceFile> locks) =>
        from at in Held(locks)
        from entry in entries
        where !entry.Allowed && entry.Hits(at.Package, at.Version)
        select $"{at.Lock}: {at.Package} {at.Version} ({at.Kind}) is denied: {entry.Advisory}, {entry.Reason}; pin a version outside {entry.Versions} in Directory.Packages.props";

    public IEnumerable<string> CheckNeeded(IEnumerable<SourceFile> locks)
    {
        var held = Held(locks).ToArray();
        return entries
            .Where(entry => entry.Allowed && !held.Any(at => entry.Hits(at.Package, at.Version)))
            .Select(entry => $"{entry.Package} {entry.Versions} is allowed, but no lock file holds it: remove the entry");
    }

    private static IEnumerable<(string Lock, string Package, PackageVersion Version, string Kind)> Held(IEnumerable<SourceFile> locks) =>
        from file in locks
        from framework in JsonDocument.Parse(file.Text).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _)
        select (
            file.Path,
            package.Name,
            PackageVersion.Parse(package.Value.GetProperty("resolved").GetString()!),
            package.Value.GetProperty("type").GetString()!
        );
}

internal sealed record DenyEntry(bool Allowed, string Package, string Versions, string Advisory, string Reason)
{
    private readonly VersionRange[] _ranges = [.. Versions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(VersionRange.Parse)];

    public static DenyEntry Parse(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length != 5 || parts[0] is not ("deny" or "allow") || parts.Any(part => part.Length == 0))
            throw new FormatException($"'{line}': expected deny or allow | package | versions | advisory | reason");
        return new(parts[0] == "allow", parts[1], parts[2], parts[3], parts[4]);
    }

    public bool Hits(string package, PackageVersion version) =>
        Package.Equals(package, StringComparison.OrdinalIgnoreCase) && _ranges.Any(range => range.Contains(version));
}
