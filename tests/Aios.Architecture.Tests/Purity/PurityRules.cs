using Aios.Architecture.Tests.Folders;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aios.Architecture.Tests.Purity;

/// <summary>Loop decides; it has no clock, no chance, no machine. The wall clock is read by an adapter only.</summary>
internal static class PurityRules
{
    public static readonly string[] WallClock =
    [
        "System.DateTime.Now",
        "System.DateTime.UtcNow",
        "System.DateTime.Today",
        "System.DateTimeOffset.Now",
        "System.DateTimeOffset.UtcNow",
        "System.TimeProvider.System",
    ];

    private static readonly string[] ImpureTypes =
    [
        "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process",
        "System.Random",
        "System.Environment",
        "System.Console",
        "System.AppContext",
        "System.TimeProvider",
    ];

    private static readonly string[] ImpureMembers = [.. WallClock, "System.Guid.NewGuid", "System.Guid.CreateVersion7"];

    private static readonly string[] ImpureNamespaces = ["System.IO", "System.Net", "System.Threading"];

    private static readonly string[] ClockRooms = ["Aios.Engine", "Aios.Node"];

    public static IEnumerable<string> CheckLoop(RoomCompilation loop) =>
        from use in loop.Uses
        where IsImpure(use) && !(use.File.Folders.FirstOrDefault() == "Ports" && IsTask(use))
        select $"{use.Where}: {use.MemberName}; Loop takes time, chance and what was read as arguments";

    /// <summary>
    /// Only Engine and Node have a time adapter: one file each, exempt from RS0030 with a reason.
    /// </summary>
    public static IEnumerable<string> CheckWallClock(RoomCompilation room)
    {
        var reads = room.Uses.Where(use => WallClock.Contains(use.MemberName)).ToArray();
        foreach (var use in reads.Where(use => !ClockRooms.Contains(room.Room) || !IsExempt(use)))
            yield return $"{use.Where}: {use.MemberName}; take a TimeProvider, only the time adapter of {string.Join(" or ", ClockRooms)} reads the clock";
        var adapters = reads.Select(use => use.File.Path).Distinct().ToArray();
        if (adapters.Length > 1)
            yield return $"{room.Room}: the clock is read in {string.Join(", ", adapters)}; one adapter is enough";
    }

    private static bool IsImpure(SymbolUse use) =>
        ImpureTypes.Contains(use.TypeName) || ImpureMembers.Contains(use.MemberName) || ImpureNamespaces.Any(name => IsIn(use, name));

    private static bool IsTask(SymbolUse use) =>
        IsIn(use, "System.Threading.Tasks") || use.TypeName == "System.Threading.CancellationToken";

    private static bool IsIn(SymbolUse use, string name)
    {
        var at = use.Type.ContainingNamespace.ToDisplayString();
        return at == name || at.StartsWith($"{name}.");
    }

    private static bool IsExempt(SymbolUse use) =>
        use
            .Node.Ancestors()
            .OfType<MemberDeclarationSyntax>()
            .SelectMany(member => member.AttributeLists)
            .SelectMany(list => list.Attributes)
            .Any(attribute =>
                attribute.Name.ToString() == "SuppressMessage"
                && $"{attribute.ArgumentList}" is var said
                && said.Contains("RS0030")
                && said.Contains("Justification")
            );
}
