using System.Diagnostics;
using System.Text.Json;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Swap;

/// <summary>What MSBuild makes of a project: nothing is restored or built for it.</summary>
internal sealed class Evaluation
{
    private static readonly string[] Kinds = ["ProjectReference", "PackageReference", "PackageVersion", "Compile"];
    private static readonly string[] Names = ["ProjectAssetsFile", "OutputPath", "RestorePackagesWithLockFile", "NuGetLockFilePath"];

    private readonly JsonElement _items;
    private readonly JsonElement _properties;

    private Evaluation(JsonElement root) => (_items, _properties) = (root.GetProperty("Items"), root.GetProperty("Properties"));

    /// <param name="engine">Null: as without the property.</param>
    public static Evaluation Of(string project, string? engine)
    {
        var (code, output) = Run([
            project,
            $"-getItem:{string.Join(',', Kinds)}",
            $"-getProperty:{string.Join(',', Names)}",
            .. engine is null ? (string[])[] : [$"-p:ActorEngine={engine}"],
        ]);
        Assert.True(code == 0, output);
        return new(JsonElement.Parse(output));
    }

    /// <summary>Without the extension of a project.</summary>
    public IReadOnlyList<string> Projects => [.. Items("ProjectReference").Select(item => Text(item, "Filename"))];

    public IReadOnlyList<string> Packages => [.. Items("PackageReference").Select(item => Text(item, "Identity"))];

    public IReadOnlyDictionary<string, string> Versions =>
        Items("PackageVersion").ToDictionary(item => Text(item, "Identity"), item => Text(item, "Version"));

    /// <summary>Sources of the tree, relative to its root.</summary>
    public IReadOnlyList<string> Sources =>
        [.. Items("Compile").Select(item => Path.GetRelativePath(Repository.Here.Root, Text(item, "FullPath")))];

    public string Property(string name) => Text(_properties, name);

    /// <summary>The SDK that runs these specs, without what the one that started them left in the environment.</summary>
    public static (int Code, string Output) Run(IEnumerable<string> arguments)
    {
        var dotnet = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../dotnet"));
        var start = new ProcessStartInfo(dotnet, ["msbuild", "-m:1", "-nodeReuse:false", "-nologo", .. arguments])
        {
            WorkingDirectory = Repository.Here.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment.Remove("ActorEngine");
        start.Environment.Remove("AkkaVersion");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private IEnumerable<JsonElement> Items(string kind) => _items.GetProperty(kind).EnumerateArray();

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
