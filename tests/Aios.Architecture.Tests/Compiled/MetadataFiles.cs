using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Aios.Architecture.Tests.Compiled;

/// <summary>References for compilations, each file read once.</summary>
internal static class MetadataFiles
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Loaded = new();

    public static MetadataReference Load(string path) => Loaded.GetOrAdd(path, static at => MetadataReference.CreateFromFile(at));
}
