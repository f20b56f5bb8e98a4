using Aios.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aios.Architecture.Tests.Folders;

/// <summary>Which folder may use which.</summary>
internal static class FolderRules
{
    /// <summary>Loop's folders: each uses only what stands left of it.</summary>
    public static readonly string[] LoopOrder =
    [
        "Vocabulary",
        "Rollback",
        "Overrides",
        "Conditions",
        "Sensing",
        "Scheduling",
        "Effects",
        "Agents",
        "Planning",
        "Workflows",
        "Safety",
        "Reacting",
        "Verifying",
        "Incidents",
        "Scoring",
        "Learning",
        "Surface",
        "Ports",
    ];

    public static IEnumerable<string> CheckOrder(RoomCompilation loop)
    {
        foreach (var file in loop.Files.Where(file => !LoopOrder.Contains(file.Folders.FirstOrDefault())))
            yield return $"{file.Path}: belongs into one of {string.Join(" ← ", LoopOrder)}";
        foreach (var use in loop.Uses)
        {
            if (use.Declared is null)
                continue;
            var (from, to) = (Place(use.File.Folders), Place(use.Declared.Folders));
            if (to > from)
                yield return $"{use.Where}: {use.File.Folders[0]} uses {use.TypeName} of the later {use.Declared.Folders[0]}; send a command that {use.File.Folders[0]} owns";
        }

        static int Place(string[] folders) => Array.IndexOf(LoopOrder, folders.FirstOrDefault());
    }

    public static IEnumerable<string> CheckPorts(RoomCompilation loop) =>
        from tree in loop.Trees()
        where tree.File.Folders.FirstOrDefault() == "Ports"
        from declared in tree.Root.DescendantNodes()
        where declared is (BaseTypeDeclarationSyntax or DelegateDeclarationSyntax) and not InterfaceDeclarationSyntax
        let line = declared.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select $"{tree.File.Path}:{line}: Ports holds interfaces only; move the type into the folder whose word it is";

    /// <summary>
    /// No circle between neighbouring folders, at any depth; a folder counts with all below it.
    /// A folder and its own subfolders are one thing seen from outside and may know each other. Akka.NET's namespaces know
    /// each other in circles by their public API, so that the folder that offers it counts as one. In the engine that unit
    /// includes <see cref="CarriesAkkaOut"/>.
    /// </summary>
    public static IEnumerable<string> CheckCycles(RoomCompilation room)
    {
        var arrows = new Dictionary<(string From, string To), SymbolUse>();
        foreach (var use in room.Uses.Where(use => use.Declared is not null))
        {
            var (from, to) = (Seen(use.File), Seen(use.Declared!));
            var shared = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
            if (shared < from.Length && shared < to.Length && !(shared > 0 && from[0] == "Akka"))
                arrows.TryAdd((string.Join('/', from[..(shared + 1)]), string.Join('/', to[..(shared + 1)])), use);
        }
        var next = arrows.Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        foreach (var arrow in arrows.Keys.OrderBy(arrow => arrow.From, StringComparer.Ordinal))
        {
            if (
                PathBack(next, arrow.To, arrow.From) is { } path
                && string.CompareOrdinal(arrow.From, path.Min(StringComparer.Ordinal)) <= 0
            )
                yield return $"{room.Room}: circle {Describe([arrow.From, .. path])}";
        }

        string Describe(IReadOnlyList<string> path) =>
            string.Join(
                "; ",
                path.Zip(path.Skip(1), (from, to) => $"{from} → {to} ({arrows[(from, to)].Where} names {arrows[(from, to)].TypeName})")
            );
    }

    /// <summary>
    /// The engine's folder that implements Akka.NET's public API. By that API neither stands left of the other: an actor system
    /// and an actor's base class are made by cells, and cells keep and call the user's actors and references. It is seen as lying
    /// below <c>Akka</c>; whatever else the engine has must stay out of their circle.
    /// </summary>
    private const string CarriesAkkaOut = "Cells";

    private static string[] Seen(SourceFile file) =>
        file.Room == "Aios.Engine" && file.Folders.FirstOrDefault() == CarriesAkkaOut ? ["Akka", .. file.Folders] : file.Folders;

    /// <summary>The shortest way from one folder to another; null when there is none.</summary>
    private static List<string>? PathBack(ILookup<string, string> next, string from, string to)
    {
        var before = new Dictionary<string, string> { [from] = "" };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<string>();
                for (var step = at; step.Length > 0; step = before[step])
                    path.Insert(0, step);
                return path;
            }
            foreach (var step in next[at].Where(step => before.TryAdd(step, at)))
                open.Enqueue(step);
        }
        return null;
    }
}
