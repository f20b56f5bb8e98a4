using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Compiled;

/// <summary>What the build laid beside this test assembly.</summary>
internal static class Assemblies
{
    /// <summary>The executable is called <c>aios</c>; every other assembly is called as its room.</summary>
    public static string NameOf(string room) => room == "Aios.Node" ? "aios" : room;

    public static string FileOf(string room) => Path.Combine(AppContext.BaseDirectory, $"{NameOf(room)}.dll");

    /// <summary>Every assembly that the test host can load: the shared framework, the packages, the rooms.</summary>
    public static IReadOnlyList<string> References { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>What no room of this tree made.</summary>
    public static IReadOnlyList<string> Foreign { get; } = [.. References.Where(path => !IsOurs(Path.GetFileNameWithoutExtension(path)))];

    public static IReadOnlyList<CompiledRoom> Rooms { get; } =
    [
        .. Repository
            .Here.Under("src")
            .Where(path => path.EndsWith(".csproj"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(room => File.Exists(FileOf(room)))
            .Select(room => new CompiledRoom(room, FileOf(room))),
    ];

    /// <summary>The source generators that the SDK runs in every build (regex, JSON, P/Invoke).</summary>
    public static IReadOnlyList<string> Generators { get; } =
        Directory.GetFiles(Path.Combine(NewestPack("Microsoft.NETCore.App.Ref"), "analyzers/dotnet/cs"), "*.dll");

    private static bool IsOurs(string assembly) => assembly == NameOf("Aios.Node") || assembly.StartsWith("Aios.");

    private static string NewestPack(string pack)
    {
        var shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.GetFullPath(Path.Combine(shared, "../../../packs", pack));
        return Directory
                .GetDirectories(packs, $"{Environment.Version.Major}.*")
                .MaxBy(path => Version.Parse(Path.GetFileName(path).Split('-')[0]))
            ?? throw new DirectoryNotFoundException(
                $"no reference pack for .NET {Environment.Version.Major} in {packs}; install the .NET SDK"
            );
    }
}

internal sealed record CompiledRoom(string Name, string File)
{
    private readonly Lazy<AssemblyUses> _uses = new(() => AssemblyUses.Read(System.IO.File.OpenRead(File)));

    public AssemblyUses Uses => _uses.Value;
}
