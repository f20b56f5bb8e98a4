using System.Xml.Linq;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Projects;

/// <summary>What a csproj says about others.</summary>
internal sealed record ProjectFile(string Path, string Name, IReadOnlyList<string> References, IReadOnlyList<PackageUse> Packages)
{
    public bool IsRoom => Path.StartsWith("src/");

    public static ProjectFile Parse(SourceFile file)
    {
        var xml = XDocument.Parse(file.Text);
        return new(
            file.Path,
            System.IO.Path.GetFileNameWithoutExtension(file.Path),
            [
                .. Includes(xml, "ProjectReference")
                    .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))),
            ],
            [.. xml.Descendants("PackageReference").Select(PackageUse.Parse)]
        );
    }

    private static IEnumerable<string> Includes(XDocument xml, string item) =>
        xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}

/// <param name="Version">A version of the project's own; null when it comes from Directory.Packages.props, as it should.</param>
internal sealed record PackageUse(string Id, string? Version)
{
    public static PackageUse Parse(XElement element) =>
        new(
            (string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "",
            (string?)element.Attribute("Version") ?? (string?)element.Attribute("VersionOverride") ?? (string?)element.Element("Version")
        );
}
