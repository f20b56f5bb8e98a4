namespace Aios.Architecture.Tests.Projects;

/// <summary>Which room may name which: arrows go to the left only.</summary>
internal static class ProjectRules
{
    private static readonly string[] BelowActors = ["Aios.Loop", "Aios.Platform", "Aios.Engine", "Aios.Journal", "Aios.Gateway"];

    public static IReadOnlyDictionary<string, string[]> Arrows { get; } =
        new Dictionary<string, string[]>
        {
            ["Aios.Loop"] = [],
            ["Aios.Platform"] = [],
            ["Aios.Engine"] = ["Aios.Platform"],
            ["Aios.Engine.TestKit"] = ["Aios.Engine"],
            ["Aios.Journal"] = ["Aios.Loop", "Aios.Platform"],
            ["Aios.Gateway"] = ["Aios.Loop", "Aios.Platform"],
            ["Aios.Office"] = ["Aios.Loop"],
            ["Aios.Actors"] = BelowActors,
            ["Aios.Cluster"] = [.. BelowActors, "Aios.Actors"],
            ["Aios.Node"] = [.. BelowActors, "Aios.Actors", "Aios.Cluster", "Aios.Office"],
        };

    private static readonly Dictionary<string, string[]> OnlyPackages = new()
    {
        ["Aios.Loop"] = [],
        ["Aios.Engine.TestKit"] = ["xunit.assert", "xunit.abstractions"],
    };

    public static IEnumerable<string> CheckArrows(IEnumerable<ProjectFile> projects) =>
        projects.Where(project => project.IsRoom).SelectMany(project => CheckArrows(project.Path, project.Name, project.References));

    public static IEnumerable<string> CheckArrows(string where, string room, IEnumerable<string> references)
    {
        if (!Arrows.TryGetValue(room, out var allowed))
            return [$"{where}: {room} is no room; rooms are {string.Join(", ", Arrows.Keys)}"];
        return references.Except(allowed).Select(other => $"{where}: {room} → {other} is not allowed; {room} may name {List(allowed)}");
    }

    public static IEnumerable<string> CheckPackages(IEnumerable<ProjectFile> projects) =>
        from project in projects
        where OnlyPackages.ContainsKey(project.Name)
        from package in project.Packages
        where !OnlyPackages[project.Name].Contains(package.Id)
        select $"{project.Path}: package {package.Id}; {project.Name} may use {List(OnlyPackages[project.Name])}";

    /// <summary>Every room that this one sees, also through another.</summary>
    public static IEnumerable<string> Left(string room) => Arrows[room].SelectMany(other => Left(other).Append(other)).Distinct();

    private static string List(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}
