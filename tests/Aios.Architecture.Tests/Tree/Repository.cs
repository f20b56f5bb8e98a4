namespace Aios.Architecture.Tests.Tree;

/// <summary>The tree that the specs read: every file except what <c>.gitignore</c> names.</summary>
internal sealed class Repository(string root)
{
    public const string Solution = "Aios.Actors.sln";

    public static Repository Here { get; } = new(RootAbove(AppContext.BaseDirectory));

    private readonly Lazy<IReadOnlyList<string>> _paths = new(() => Walk(root));

    public string Root => root;

    public IReadOnlyList<string> Paths => _paths.Value;

    public static string RootAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)))
                return at.FullName;
        }
        throw new DirectoryNotFoundException($"no {Solution} in {folder} or above it");
    }

    public SourceFile Read(string path) => new(path, File.ReadAllText(Path.Combine(root, path)));

    /// <summary>Every C# file of the areas, e.g. <c>src</c>.</summary>
    public IReadOnlyList<SourceFile> Sources(params string[] areas) => [.. Under(areas).Where(path => path.EndsWith(".cs")).Select(Read)];

    public IEnumerable<string> Under(params string[] folders) => Paths.Where(path => folders.Any(folder => path.StartsWith($"{folder}/")));

    public IEnumerable<SourceFile> Named(string ending) => Paths.Where(path => path.EndsWith(ending)).Select(Read);

    private static IReadOnlyList<string> Walk(string root)
    {
        var ignore = Path.Combine(root, ".gitignore");
        var ignored = File.Exists(ignore) ? File.ReadAllLines(ignore) : [];
        var folders = ignored.Where(line => line.EndsWith('/')).Select(line => line.Trim('/')).Append(".git").ToHashSet();
        var endings = ignored.Where(line => line.StartsWith('*')).Select(line => line[1..]).ToArray();
        var found = new List<string>();
        var open = new Stack<string>([root]);
        while (open.TryPop(out var folder))
        {
            foreach (var below in Directory.EnumerateDirectories(folder))
            {
                if (!folders.Contains(Path.GetFileName(below)))
                    open.Push(below);
            }
            found.AddRange(
                Directory
                    .EnumerateFiles(folder)
                    .Where(file => Path.GetFileName(file) != ".git" && !endings.Any(file.EndsWith))
                    .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            );
        }
        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
