using Aios.Architecture.Tests.Compiled;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Projects;

public sealed class ProjectSpecs
{
    private static readonly ProjectFile[] Projects = [.. Repository.Here.Named(".csproj").Select(ProjectFile.Parse)];

    [Fact]
    public void Rooms_name_only_rooms_to_their_left() => Verdict.None(ProjectRules.CheckArrows(Projects));

    [Fact]
    public void Loop_has_no_package_and_the_test_kit_only_its_assertions() => Verdict.None(ProjectRules.CheckPackages(Projects));

    [Fact]
    public void Compiled_rooms_name_only_rooms_to_their_left() =>
        Verdict.None(
            Assemblies.Rooms.SelectMany(room =>
                ProjectRules.CheckArrows(room.File, room.Name, room.Uses.References.Where(name => name.StartsWith("Aios.")))
            )
        );

    [Fact]
    public void Every_room_has_a_compiled_assembly_here() =>
        Assert.Equal(
            Projects.Where(project => project.IsRoom).Select(project => project.Name).Order(),
            Assemblies.Rooms.Select(room => room.Name).Order()
        );

    [Theory]
    [InlineData("Aios.Platform", "Aios.Loop")]
    [InlineData("Aios.Loop", "Aios.Platform")]
    [InlineData("Aios.Journal", "Aios.Engine")]
    [InlineData("Aios.Engine.TestKit", "Aios.Platform")]
    [InlineData("Aios.Office", "Aios.Actors")]
    public void An_arrow_to_the_right_is_caught(string room, string other) =>
        Verdict.Caught(
            ProjectRules.CheckArrows([Planted(room, $"""<ProjectReference Include="..\{other}\{other}.csproj" />""")]),
            room,
            other
        );

    [Fact]
    public void An_unknown_room_is_caught() =>
        Verdict.Caught(ProjectRules.CheckArrows([Planted("Aios.Shared", "")]), "Aios.Shared", "no room");

    [Theory]
    [InlineData("Aios.Loop", "Serilog")]
    [InlineData("Aios.Engine.TestKit", "xunit")]
    public void A_package_in_a_room_that_has_none_is_caught(string room, string package) =>
        Verdict.Caught(ProjectRules.CheckPackages([Planted(room, $"""<PackageReference Include="{package}" />""")]), room, package);

    private static ProjectFile Planted(string room, string item) =>
        ProjectFile.Parse(new($"src/{room}/{room}.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>"));
}
