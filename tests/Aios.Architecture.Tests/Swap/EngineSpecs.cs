using System.Text.RegularExpressions;
using Aios.Architecture.Tests.Compiled;
using Aios.Architecture.Tests.Folders;
using Aios.Architecture.Tests.Projects;
using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;

namespace Aios.Architecture.Tests.Swap;

public sealed class EngineSpecs
{
    private const string Version = """[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]""";

    /// <summary>The engine as another one would offer it: of its types only those in the namespaces of Akka.NET can be seen.</summary>
    private static readonly Lazy<MetadataReference> AkkaOnly = new(() =>
        new RoomCompilation(
            "Aios.Engine",
            [.. Repository.Here.Sources("src").Where(file => file.Room == "Aios.Engine").Select(Hidden), new("Version.cs", Version)],
            [MetadataFiles.Load(Assemblies.FileOf("Aios.Platform"))]
        ).Declarations()
    );

    [Theory]
    [InlineData("Aios.Actors")]
    [InlineData("Aios.Node")]
    public void Nobody_but_the_adapter_names_what_only_the_embedded_engine_offers(string room) =>
        Verdict.None(EngineRules.Check(room, Assemblies.Rooms.Single(compiled => compiled.Name == room).Uses));

    [Theory]
    [InlineData("Aios.Actors")]
    [InlineData("Aios.Node")]
    public void Without_the_files_left_out_a_room_compiles_against_the_api_of_akka_alone(string room) =>
        Verdict.None(Compiled(room, Left($"src/{room}"), ProjectRules.Left(room)).Errors());

    [Fact]
    public void Without_the_files_left_out_the_specs_of_actors_compile_against_the_api_of_akka_alone() =>
        Verdict.None(
            Compiled(
                    "Aios.Actors.Tests",
                    Left("tests/Aios.Actors.Tests"),
                    [.. ProjectRules.Left("Aios.Actors"), "Aios.Actors", "Aios.Engine.TestKit"],
                    "\nglobal using Xunit;"
                )
                .Errors()
        );

    [Theory]
    [InlineData("Aios.Actors", "class Planted { object? tree = typeof(Aios.Engine.Inspection.ActorTree); }", "ActorTree")]
    [InlineData("Aios.Actors", "class Planted { object? cell = typeof(Aios.Engine.Cells.ActorCell); }", "ActorCell")]
    [InlineData("Aios.Node", "class Planted { object made = new Aios.Engine.Simulation.Simulation(1); }", "Simulation")]
    public void What_only_the_embedded_engine_offers_is_caught(string room, string code, string named)
    {
        var file = new SourceFile($"src/{room}/Planted.cs", $"namespace {room}; {code}");

        Verdict.Caught(Compiled(room, [file], ProjectRules.Left(room)).Errors(), file.Path, named);
    }

    [Fact]
    public void What_the_adapter_does_is_caught_in_another_room() =>
        Assert.NotEmpty(EngineRules.Check("Aios.Actors", Assemblies.Rooms.Single(room => room.Name == "Aios.Node").Uses));

    private static RoomCompilation Compiled(string room, IReadOnlyList<SourceFile> files, IEnumerable<string> others, string usings = "") =>
        new(
            room,
            files,
            [
                AkkaOnly.Value,
                .. others.Where(other => other != "Aios.Engine").Select(Assemblies.FileOf).Where(File.Exists).Select(MetadataFiles.Load),
            ],
            usings
        );

    private static IReadOnlyList<SourceFile> Left(string project) =>
        [
            .. Repository
                .Here.Under(project)
                .Where(path => path.EndsWith(".cs") && !EngineRules.IsEmbeddedOnly(path))
                .Select(Repository.Here.Read),
        ];

    private static SourceFile Hidden(SourceFile file) =>
        file.Folders.FirstOrDefault() == "Akka"
            ? file
            : file with
            {
                Text = Regex.Replace(file.Text, "^public ", "internal ", RegexOptions.Multiline),
            };
}
