using Aios.Architecture.Tests.Projects;
using Aios.Architecture.Tests.Tree;

namespace Aios.Architecture.Tests.Packages;

public sealed class PackageSpecs
{
    private const string Props = "Directory.Packages.props";

    private static readonly ProjectFile[] Projects = [.. Repository.Here.Named(".csproj").Select(ProjectFile.Parse)];
    private static readonly SourceFile[] Locks = [.. Repository.Here.Named("/packages.lock.json")];
    private static readonly DenyList Denied = DenyList.Parse(
        Repository.Here.Read("tests/Aios.Architecture.Tests/denied-packages.txt").Text
    );

    [Fact]
    public void No_lock_file_holds_a_denied_version() => Verdict.None(Denied.Check(Locks));

    [Fact]
    public void Every_allowed_entry_is_still_needed() => Verdict.None(Denied.CheckNeeded(Locks));

    [Fact]
    public void Every_version_is_pinned_exactly() => Verdict.None(PinRules.CheckCentral(Repository.Here.Read(Props)));

    [Fact]
    public void No_project_has_a_version_of_its_own() => Verdict.None(PinRules.CheckProjects(Projects));

    [Fact]
    public void Every_project_is_locked() => Verdict.None(PinRules.CheckLocked(Projects, [.. Repository.Here.Paths]));

    [Theory]
    [InlineData("13.0.0", true)]
    [InlineData("13.0.1-beta1", true)]
    [InlineData("13.0.1", false)]
    [InlineData("9.0.1", true)]
    public void A_denied_version_is_caught_wherever_in_the_graph(string version, bool caught)
    {
        var denied = DenyList.Parse("deny | Newtonsoft.Json | (,13.0.1) | GHSA-5crp-9r3c-p9vr | deep nesting");
        var found = denied.Check([Lock("newtonsoft.json", version)]).ToArray();

        Assert.Equal(caught, found.Length == 1);
        if (caught)
            Verdict.Caught(found, "a/packages.lock.json", version, "GHSA-5crp-9r3c-p9vr");
    }

    [Theory]
    [InlineData("[6.0.0,6.0.10) [8.0.0,8.0.5)", "6.0.10", false)]
    [InlineData("[6.0.0,6.0.10) [8.0.0,8.0.5)", "8.0.4", true)]
    [InlineData("[6.0.0,6.0.10) [8.0.0,8.0.5)", "6.0.0", true)]
    [InlineData("[1.0.0,1.0.0]", "1.0.0.0", true)]
    [InlineData("(1.0.0,)", "1.0.0", false)]
    public void Intervals_hold_what_nuget_says(string versions, string version, bool held) =>
        Assert.Equal(held, versions.Split(' ').Any(range => VersionRange.Parse(range).Contains(PackageVersion.Parse(version))));

    [Theory]
    [InlineData("deny | A | <2.0.0 | B | c")]
    [InlineData("deny | A | (,2.0.0) | | c")]
    [InlineData("maybe | A | (,2.0.0) | B | c")]
    public void A_line_that_cannot_be_read_is_refused(string line) => Assert.Throws<FormatException>(() => DenyList.Parse(line));

    [Fact]
    public void An_allowed_entry_that_nobody_needs_is_caught() =>
        Verdict.Caught(DenyList.Parse("allow | A | (,2.0.0) | B | c").CheckNeeded([Lock("A", "2.0.0")]), "A", "remove");

    [Theory]
    [InlineData("1.*")]
    [InlineData("[1.0.0,2.0.0)")]
    [InlineData("1.0")]
    [InlineData("$(SerilogVersion)")]
    public void A_loose_version_is_caught(string version) =>
        Verdict.Caught(
            PinRules.CheckCentral(new(Props, $"""<Project><PackageVersion Include="A" Version="{version}" /></Project>""")),
            "A",
            version
        );

    [Theory]
    [InlineData("Version")]
    [InlineData("VersionOverride")]
    public void A_version_in_a_project_is_caught(string attribute) =>
        Verdict.Caught(
            PinRules.CheckProjects([Planted($"""<PackageReference Include="A" {attribute}="1.0.0" />""")]),
            "src/X/X.csproj",
            "A 1.0.0"
        );

    [Fact]
    public void A_project_without_a_lock_is_caught() =>
        Verdict.Caught(PinRules.CheckLocked([Planted("")], ["src/Y/packages.lock.json"]), "src/X/packages.lock.json");

    private static ProjectFile Planted(string item) =>
        ProjectFile.Parse(new("src/X/X.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>"));

    private static SourceFile Lock(string package, string version) =>
        new(
            "a/packages.lock.json",
            $$$"""{ "version": 2, "dependencies": { "net10.0": { "{{{package}}}": { "type": "Transitive", "resolved": "{{{version}}}" }, "aios.loop": { "type": "Project" } } } }"""
        );
}
