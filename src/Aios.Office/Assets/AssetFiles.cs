using System.Reflection;
using System.Security.Cryptography;

namespace Aios.Office.Assets;

/// <summary>The built client, embedded in the assembly: no folder to find, nothing to change on disk.</summary>
internal static class AssetFiles
{
    public const string Index = "/index.html";

    /// <summary>Under which hashed files are, and nothing else.</summary>
    public const string Hashed = "/assets/";

    private const string Root = "ui/";

    /// <summary>By path.</summary>
    public static IReadOnlyDictionary<string, Asset> All { get; } = Read(typeof(AssetFiles).Assembly);

    /// <exception cref="InvalidDataException">A file is of a kind that no content type is known for.</exception>
    public static IReadOnlyDictionary<string, Asset> Read(Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)).ToHashSet();
        return names
            .Where(name => !name.EndsWith(".br", StringComparison.Ordinal) && !name.EndsWith(".gz", StringComparison.Ordinal))
            .Select(name => new Asset(
                name[(Root.Length - 1)..],
                ContentTypeOf(name),
                name.StartsWith(Root + Hashed[1..], StringComparison.Ordinal),
                FormOf(assembly, name),
                names.Contains(name + ".br") ? FormOf(assembly, name + ".br") : null,
                names.Contains(name + ".gz") ? FormOf(assembly, name + ".gz") : null
            ))
            .ToDictionary(asset => asset.Path, StringComparer.Ordinal);
    }

    private static Form FormOf(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Form(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    private static string ContentTypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".md" => "text/markdown; charset=utf-8",
            ".woff2" => "font/woff2",
            _ => throw new InvalidDataException($"{name}: no content type is known for this kind of file"),
        };
}
