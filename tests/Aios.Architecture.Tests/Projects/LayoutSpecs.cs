using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Projects;

public sealed class LayoutSpecs
{
    private const string Entry = """Project("{FAE0}") = "Aios.Loop", "src\Aios.Loop\Aios.Loop.csproj", "{3849}" """;

    [Fact]
    public void The_top_level_holds_only_what_belongs_there() => Verdict.None(LayoutRules.CheckTopLevel(Repository.Here.Paths));

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Verdict.None(LayoutRules.CheckSolution(Repository.Here.Read(Repository.Solution).Text, Repository.Here.Paths));

    [Theory]
    [InlineData("docs/plan.md", "docs")]
    [InlineData("notes.txt", "notes.txt")]
    [InlineData(".github/dependabot.yml", ".github/dependabot.yml")]
    public void A_stray_file_is_caught(string path, string named) => Verdict.Caught(LayoutRules.CheckTopLevel([path]), named);

    [Fact]
    public void A_project_outside_the_solution_is_caught() =>
        Verdict.Caught(
            LayoutRules.CheckSolution(Entry, ["src/Aios.Loop/Aios.Loop.csproj", "src/Aios.Office/Aios.Office.csproj"]),
            "src/Aios.Office/Aios.Office.csproj",
            "dotnet sln add"
        );

    [Fact]
    public void A_project_that_is_gone_is_caught() =>
        Verdict.Caught(LayoutRules.CheckSolution(Entry, []), "Aios.Loop", "dotnet sln remove");
}
