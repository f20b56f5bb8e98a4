using System.Collections.Concurrent;
using Aios.Architecture.Tests.Packages;
using Aios.Architecture.Tests.Projects;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Swap;

public sealed class SwapSpecs
{
    private const string Adapter = "src/Aios.Node/Composition/ActorEngine.Embedded.cs";
    private static readonly string[] ForActors = ["Akka", "Akka.Persistence"];
    private static readonly string[] ForTheNode = [.. ForActors, "Akka.Persistence.Sql"];
    private static readonly string[] ForTests = ["Akka.TestKit.Xunit2"];

    /// <summary>What is the embedded engine, or looks at its assembly.</summary>
    private static readonly string[] KeepTheEngine =
    [
        "src/Aios.Engine.TestKit",
        "tests/Aios.Engine.Tests",
        "tests/Aios.Architecture.Tests",
    ];

    private static readonly ConcurrentDictionary<(string, string?), Lazy<Evaluation>> Evaluated = new();

    /// <summary>What a swap takes from each project that has a part of the embedded engine, and what comes instead.</summary>
    public static TheoryData<string, string[], string[]> Projects =>
        new()
        {
            { "src/Aios.Actors", ["Aios.Engine"], ForActors },
            { "src/Aios.Node", ["Aios.Engine"], ForTheNode },
            { "tests/Aios.Actors.Tests", ["Aios.Engine.TestKit"], ForTests },
            { "tests/Aios.Node.Tests", [], [] },
            { "benchmarks/Aios.Benchmarks", [], [] },
            { "src/Aios.Engine.TestKit", [], [] },
            { "tests/Aios.Engine.Tests", [], [] },
            { "tests/Aios.Architecture.Tests", [], [] },
        };

    public static TheoryData<string> Paths => [.. Projects.Select(row => (string)row[0])];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_packages_come_for_the_engine_and_nothing_else_changes(string project, string[] gone, string[] come)
    {
        var (embedded, swapped) = (Of(project, null), Of(project, "AkkaNet"));
        Assert.Equal(embedded.Projects.Except(gone), swapped.Projects);
        Assert.Equal([.. embedded.Packages, .. come], swapped.Packages);
        Assert.Equal(embedded.Projects.Count, embedded.Projects.Except(gone).Count() + gone.Length);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void What_only_the_embedded_engine_offers_is_left_out_where_it_is_swapped(string project)
    {
        var (embedded, swapped) = (Of(project, null), Of(project, "AkkaNet"));
        Assert.Equal(
            KeepTheEngine.Contains(project) ? [] : Repository.Here.Under(project).Where(EngineRules.IsEmbeddedOnly),
            embedded.Sources.Except(swapped.Sources).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            Repository.Here.Under(project).Where(EngineRules.IsPackagesOnly).Order(StringComparer.Ordinal),
            swapped.Sources.Except(embedded.Sources).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void One_file_of_the_node_knows_the_embedded_engine() =>
        Assert.Equal([Adapter], Repository.Here.Under("src").Where(EngineRules.IsEmbeddedOnly));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_swapped_build_has_its_own_folders_and_leaves_the_lock_file_alone(string project)
    {
        var (embedded, swapped) = (Of(project, null), Of(project, "AkkaNet"));
        var folder = Path.Combine(Repository.Here.Root, project);
        Assert.Equal(
            (Path.Combine(folder, "obj/project.assets.json"), "true", ""),
            (
                embedded.Property("ProjectAssetsFile"),
                embedded.Property("RestorePackagesWithLockFile"),
                embedded.Property("NuGetLockFilePath")
            )
        );
        Assert.Equal("false", swapped.Property("RestorePackagesWithLockFile"));
        Assert.StartsWith(Path.Combine(folder, "obj/akka/"), swapped.Property("NuGetLockFilePath"));
        Assert.StartsWith(Path.Combine(folder, "obj/akka/"), swapped.Property("ProjectAssetsFile"));
        Assert.StartsWith("obj/akka/", swapped.Property("OutputPath"));
    }

    [Fact]
    public void No_version_of_a_package_has_the_known_fault()
    {
        var (embedded, swapped) = (Of("src/Aios.Node", null).Versions, Of("src/Aios.Node", "AkkaNet").Versions);
        var come = swapped.Keys.Except(embedded.Keys).Order().ToArray();
        Assert.Equal(ForTheNode.Concat(ForTests).Order(), come);
        Assert.All(come, name => Assert.False(VersionRange.Parse("(,1.5.56)").Contains(PackageVersion.Parse(swapped[name])), name));
        Assert.All(embedded, pair => Assert.Equal(pair.Value, swapped[pair.Key]));
    }

    [Fact]
    public void Every_project_that_names_the_engine_is_looked_at_here()
    {
        var looked = Projects.Select(row => Path.GetFileName((string)row[0]));
        Assert.Empty(
            Repository
                .Here.Named(".csproj")
                .Select(ProjectFile.Parse)
                .Where(project => project.References.Any(name => name.StartsWith("Aios.Engine")))
                .Select(project => project.Name)
                .Except(looked)
        );
    }

    [Theory]
    [InlineData("-p:ActorEngine=Orleans", "ActorEngine is 'Orleans'; allowed are Embedded", "AkkaNet")]
    [InlineData("-p:ActorEngine=AkkaNet -p:AkkaVersion=1.5.9", "AkkaVersion is '1.5.9'; allowed is 1.5.56 or newer", "CVE-2025-61778")]
    public void A_wrong_value_is_refused_whatever_is_asked_for(string properties, string told, string named)
    {
        var (code, output) = Evaluation.Run(["src/Aios.Loop", "-t:GetTargetPath", .. properties.Split(' ')]);

        Assert.NotEqual(0, code);
        Assert.Contains(told, output);
        Assert.Contains(named, output);
    }

    [Theory]
    [InlineData("-p:ActorEngine=Embedded")]
    [InlineData("-p:ActorEngine=AkkaNet -p:AkkaVersion=1.5.57")]
    public void An_allowed_value_is_taken(string properties) =>
        Assert.Equal((0, ""), Evaluation.Run(["src/Aios.Loop", "-t:CheckActorEngine", "-v:q", .. properties.Split(' ')]));

    private static Evaluation Of(string project, string? engine) =>
        Evaluated.GetOrAdd((project, engine), static of => new(() => Evaluation.Of(of.Item1, of.Item2))).Value;
}
