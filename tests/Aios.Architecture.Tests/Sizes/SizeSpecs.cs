using Aios.Architecture.Tests.Tree;
using Xunit.Abstractions;

namespace Aios.Architecture.Tests.Sizes;

public sealed class SizeSpecs(ITestOutputHelper output)
{
    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Verdict.None(SizeRules.CheckFiles(Repository.Here.Sources("src", "tests", "benchmarks")));

    [Fact]
    public void Loops_files_keep_the_size_of_their_kind() => Verdict.None(SizeRules.CheckKinds(Repository.Here.Sources("src")));

    [Fact]
    public void The_median_source_file_fits_on_a_screen()
    {
        var files = Repository.Here.Sources("src");
        foreach (var room in files.GroupBy(file => file.Room).Prepend(files.GroupBy(_ => "src").Single()))
            output.WriteLine($"{room.Key}: {SizeRules.Describe([.. room])}");

        Verdict.None(SizeRules.CheckMedian(files));
    }

    [Theory]
    [InlineData("src/Aios.Node/Cli/Planted.cs")]
    [InlineData("tests/Aios.Node.Tests/PlantedSpecs.cs")]
    [InlineData("src/Aios.Node/Cli/PlantedTable.cs")]
    public void A_file_of_301_lines_is_caught(string path) => Verdict.Caught(SizeRules.CheckFiles([Planted(path, 301)]), path, "301");

    [Theory]
    [InlineData("src/Aios.Node/Cli/Planted.cs", 300)]
    [InlineData("src/Aios.Actors/Wire/ManifestTable.cs", 900)]
    public void What_is_allowed_passes(string path, int lines) => Verdict.None(SizeRules.CheckFiles([Planted(path, lines)]));

    [Theory]
    [InlineData("Sensing/SensingProtocol.cs", 121)]
    [InlineData("Sensing/SensingState.cs", 151)]
    [InlineData("Sensing/SensingRules.cs", 201)]
    [InlineData("Sensing/SensingSettings.cs", 121)]
    public void A_kind_that_outgrows_its_size_is_caught(string path, int lines) =>
        Verdict.Caught(SizeRules.CheckKinds([Planted($"src/Aios.Loop/{path}", lines)]), path, $"{lines} lines");

    [Fact]
    public void A_median_of_91_is_caught_with_the_numbers() =>
        Verdict.Caught(SizeRules.CheckMedian([Planted("a", 10), Planted("b", 91), Planted("c", 300)]), "median 91", "longest 300");

    private static SourceFile Planted(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("//\n", lines)));
}
