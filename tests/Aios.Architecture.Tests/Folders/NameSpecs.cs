using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Folders;

public sealed class NameSpecs
{
    private static readonly IReadOnlyList<SourceFile> Sources = Repository.Here.Sources("src");
    private static readonly IReadOnlyList<SourceFile> Tests = Repository.Here.Sources("tests");

    [Fact]
    public void Namespaces_equal_folders() => Verdict.None(NameRules.CheckNamespaces([.. Sources, .. Tests]));

    [Fact]
    public void Names_say_what_a_thing_is() => Verdict.None(NameRules.CheckSuffixes(Sources));

    [Fact]
    public void Test_classes_are_specs() => Verdict.None(NameRules.CheckSpecs(Tests));

    [Theory]
    [InlineData("src/Aios.Loop/Sensing/Disk.cs", "Aios.Loop.Scoring")]
    [InlineData("src/Aios.Loop/Akka/Disk.cs", "Akka")]
    [InlineData("src/Aios.Engine/Akka/Actor/Props.cs", "Akka.Util")]
    public void A_foreign_namespace_is_caught(string path, string name) =>
        Verdict.Caught(NameRules.CheckNamespaces([new(path, $"namespace {name}; class Planted;")]), path, name);

    [Theory]
    [InlineData("src/Aios.Engine/Akka/Actor/Props.cs", "Akka.Actor")]
    [InlineData("src/Aios.Engine.TestKit/Akka/TestKit/Xunit2/TestKit.cs", "Akka.TestKit.Xunit2")]
    [InlineData("src/Aios.Platform/Files/DataFolder.cs", "Aios.Platform.Files")]
    public void A_namespace_that_equals_its_folder_passes(string path, string name) =>
        Verdict.None(NameRules.CheckNamespaces([new(path, $"namespace {name}; class Planted;")]));

    [Theory]
    [InlineData("class RunManager;")]
    [InlineData("static class TextHelper;")]
    [InlineData("record StartCommand;")]
    public void An_empty_suffix_is_caught(string code) =>
        Verdict.Caught(
            NameRules.CheckSuffixes([new("src/Aios.Actors/Runs/Planted.cs", $"namespace Aios.Actors.Runs; {code}")]),
            "Planted.cs"
        );

    [Fact]
    public void A_test_class_of_another_name_is_caught() =>
        Verdict.Caught(
            NameRules.CheckSpecs([new("tests/Aios.Loop.Tests/A.cs", "class RunTests { [Fact] public void A() { } }")]),
            "RunTests"
        );
}
