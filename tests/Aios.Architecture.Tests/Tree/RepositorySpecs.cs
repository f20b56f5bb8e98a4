namespace Aios.Architecture.Tests.Tree;

public sealed class RepositorySpecs : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("aios-tree-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_root_is_the_folder_that_holds_the_solution()
    {
        Write(Repository.Solution, "");
        var deep = Directory.CreateDirectory(Path.Combine(_root, "tests/X/bin/Debug")).FullName;

        Assert.Equal(_root, Repository.RootAbove(deep));
    }

    [Fact]
    public void Without_a_solution_above_the_error_names_the_folder()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => Repository.RootAbove(_root));

        Assert.Contains(_root, error.Message);
    }

    [Fact]
    public void What_gitignore_names_is_not_read()
    {
        Write(".gitignore", "bin/\n*.user\n");
        Write("src/Aios.Loop/bin/Debug/Made.cs", "class Made;");
        Write("src/Aios.Loop/Loop.csproj.user", "");
        Write("src/Aios.Loop/Vocabulary/Ids.cs", "class Ids;");

        Assert.Equal([".gitignore", "src/Aios.Loop/Vocabulary/Ids.cs"], new Repository(_root).Paths);
    }

    [Fact]
    public void A_file_knows_its_room_and_folders()
    {
        var file = new SourceFile("src/Aios.Loop/Conditions/Parsing/Lexer.cs", "a\nb\nc\n");

        Assert.Equal(("src", "Aios.Loop", "Lexer.cs", 3), (file.Area, file.Room, file.Name, file.Lines));
        Assert.Equal(["Conditions", "Parsing"], file.Folders);
    }

    [Fact]
    public void This_tree_holds_sources_and_tests()
    {
        Assert.NotEmpty(Repository.Here.Sources("src"));
        Assert.NotEmpty(Repository.Here.Sources("tests"));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
