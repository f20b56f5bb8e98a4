using System.Text.RegularExpressions;

namespace Aios.Architecture.Tests.Projects;

/// <summary>What stands where: the top level and the solution.</summary>
internal static partial class LayoutRules
{
    private static readonly string[] TopLevel =
    [
        "Aios.Actors.sln",
        "README.md",
        "LICENSE",
        "src",
        "tests",
        "hocon",
        "benchmarks",
        "deploy",
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        "nuget.config",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".config",
        ".ci",
        ".github",
    ];

    private static readonly string[] ForTools =
    [
        ".config/dotnet-tools.json",
        ".ci/run",
        ".github/workflows/ci.yml",
        ".github/CONTRIBUTING.md",
        ".github/SECURITY.md",
        ".github/loop.svg",
    ];

    public static IEnumerable<string> CheckTopLevel(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var top = path.Split('/')[0];
            if (!TopLevel.Contains(top))
                yield return $"{top}: not allowed at the top level, which holds {string.Join(' ', TopLevel)}";
            else if (top is ".config" or ".ci" or ".github" && !ForTools.Contains(path))
                yield return $"{path}: not allowed; for tools there is {string.Join(' ', ForTools)}";
        }
    }

    public static IEnumerable<string> CheckSolution(string solution, IEnumerable<string> paths)
    {
        var named = ProjectPath().Matches(solution).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        var present = paths.Where(path => path.EndsWith(".csproj")).ToHashSet();
        return
        [
            .. present.Except(named).Select(path => $"{path}: not in the solution; dotnet sln add {path}"),
            .. named.Except(present).Select(path => $"{path}: in the solution, but not in the tree; dotnet sln remove {path}"),
        ];
    }

    [GeneratedRegex("""= "[^"]+", "([^"]+\.csproj)",""")]
    private static partial Regex ProjectPath();
}
