using System.Text.RegularExpressions;
using System.Xml.Linq;
using Aios.Architecture.Tests.Projects;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Packages;

/// <summary>Every version stands once, exactly, in Directory.Packages.props, and every project is locked.</summary>
internal static partial class PinRules
{
    public static IEnumerable<string> CheckCentral(SourceFile props)
    {
        foreach (var item in XDocument.Parse(props.Text).Descendants("PackageVersion"))
        {
            var (id, version) = ((string?)item.Attribute("Include"), (string?)item.Attribute("Version") ?? "none");
            if (!Exact().IsMatch(version))
                yield return $"{props.Path}: {id} {version}; pin one version exactly, e.g. 1.2.3";
        }
    }

    public static IEnumerable<string> CheckProjects(IEnumerable<ProjectFile> projects) =>
        from project in projects
        from package in project.Packages
        where package.Version is not null
        select $"{project.Path}: {package.Id} {package.Version}; versions stand in Directory.Packages.props";

    public static IEnumerable<string> CheckLocked(IEnumerable<ProjectFile> projects, IReadOnlyCollection<string> paths) =>
        from project in projects
        let expected = $"{project.Path[..project.Path.LastIndexOf('/')]}/packages.lock.json"
        where !paths.Contains(expected)
        select $"{expected}: missing; dotnet restore {project.Path} and commit it";

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex Exact();
}
