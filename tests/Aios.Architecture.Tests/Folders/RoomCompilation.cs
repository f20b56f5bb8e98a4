using Aios.Architecture.Tests.Compiled;
using Aios.Architecture.Tests.Projects;
using Aios.Architecture.Tests.Swap;
using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Aios.Architecture.Tests.Folders;

/// <summary>A room's sources, compiled as the build does it: implicit usings, the SDK's source generators, the rooms that it may name.</summary>
internal sealed class RoomCompilation
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] Symbols = ["DEBUG", "NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER"];
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, preprocessorSymbols: Symbols);

    private static readonly Lazy<IReadOnlyDictionary<string, RoomCompilation>> FromTree = new(() =>
        Repository
            .Here.Sources("src")
            .Where(file => !EngineRules.IsPackagesOnly(file.Path))
            .GroupBy(file => file.Room)
            .ToDictionary(room => room.Key, room => new RoomCompilation(room.Key, [.. room]))
    );

    private readonly CSharpCompilation _compilation;
    private readonly Lazy<IReadOnlyList<SymbolUse>> _uses;
    private readonly Dictionary<SyntaxTree, SourceFile> _files;

    public RoomCompilation(string room, IReadOnlyList<SourceFile> files)
        : this(room, files, [.. ProjectRules.Left(room).Select(Assemblies.FileOf).Where(File.Exists).Select(MetadataFiles.Load)]) { }

    /// <param name="others">The rooms that it names, where these are not the built ones.</param>
    /// <param name="usings">Global usings besides the implicit ones.</param>
    public RoomCompilation(string room, IReadOnlyList<SourceFile> files, IReadOnlyList<MetadataReference> others, string usings = "")
    {
        Room = room;
        _uses = new(() => SymbolUse.Of(this));
        _files = files.ToDictionary(file => (SyntaxTree)CSharpSyntaxTree.ParseText(file.Text, Options, file.Path));
        var bare = CSharpCompilation.Create(
            Assemblies.NameOf(room),
            [.. _files.Keys, CSharpSyntaxTree.ParseText(ImplicitUsings + usings, Options)],
            [.. Assemblies.Foreign.Where(File.Exists).Select(MetadataFiles.Load), .. others],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver.Create(Generators.Value, parseOptions: Options).RunGeneratorsAndUpdateCompilation(bare, out var whole, out _);
        _compilation = (CSharpCompilation)whole;
    }

    /// <summary>Every room of the tree, compiled once for all specs.</summary>
    public static IReadOnlyDictionary<string, RoomCompilation> Rooms => FromTree.Value;

    public string Room { get; }

    /// <summary>Every name in every file, bound once for all specs.</summary>
    public IReadOnlyList<SymbolUse> Uses => _uses.Value;

    public IEnumerable<SourceFile> Files => _files.Values;

    /// <summary>What the compiler refuses; a rule says nothing about code that does not compile.</summary>
    public IEnumerable<string> Errors() =>
        _compilation
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id != "CS8805")
            .Select(found =>
                $"{found.Location.GetLineSpan().Path}:{found.Location.GetLineSpan().StartLinePosition.Line + 1}: {found.Id} {found.GetMessage()}"
            );

    /// <summary>What others compile against: the declarations without their bodies.</summary>
    public MetadataReference Declarations()
    {
        using var image = new MemoryStream();
        var result = _compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        Assert.True(result.Success, $"{Room}: {string.Join("\n", result.Diagnostics)}");
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    public IEnumerable<(SourceFile File, SyntaxNode Root, SemanticModel Model)> Trees() =>
        _files.Select(pair => (pair.Value, pair.Key.GetRoot(), _compilation.GetSemanticModel(pair.Key)));

    /// <summary>The file of this room that declares the symbol; null for a symbol from elsewhere or a generated one.</summary>
    public SourceFile? Declaring(ISymbol symbol) =>
        symbol
            .OriginalDefinition.DeclaringSyntaxReferences.Select(at => _files.GetValueOrDefault(at.SyntaxTree))
            .FirstOrDefault(file => file is not null);

    private static readonly Lazy<ISourceGenerator[]> Generators = new(() =>
        [
            .. Assemblies.Generators.SelectMany(path =>
                new AnalyzerFileReference(path, GeneratorLoader.Instance).GetGenerators(LanguageNames.CSharp)
            ),
        ]
    );

    private sealed class GeneratorLoader : IAnalyzerAssemblyLoader
    {
        public static GeneratorLoader Instance { get; } = new();

        public void AddDependencyLocation(string fullPath) { }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
