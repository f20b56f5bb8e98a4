using Aios.Architecture.Tests.Compiled;

namespace Aios.Architecture.Tests.Swap;

/// <summary>Who may use what only the embedded engine offers. Everyone else keeps to the API of Akka.NET.</summary>
internal static class EngineRules
{
    /// <summary>In Node one type, whose part that does so stands in a file of its own.</summary>
    private static readonly TypeName NodesAdapter = new("Aios.Node.Composition", "ActorEngine");

    /// <summary>A file that a build with another engine leaves out: in a folder <c>Embedded</c>, or called <c>X.Embedded.cs</c>.</summary>
    public static bool IsEmbeddedOnly(string path) =>
        path.EndsWith(".cs") && (path.EndsWith(".Embedded.cs") || path.Split('/')[..^1].Contains("Embedded"));

    /// <summary>What only a build on the packages of Akka.NET has.</summary>
    public static bool IsPackagesOnly(string path) => path.EndsWith(".AkkaNet.cs");

    public static IEnumerable<string> Check(string room, AssemblyUses assembly) =>
        from use in assembly.Uses
        where $"{use.Used.Namespace}.".StartsWith("Aios.Engine.")
        where room != "Aios.Node" || use.By != NodesAdapter
        select $"{use.By} names {use.Used}; only the embedded engine offers it: use Akka.*, or put it into {NodesAdapter} in Aios.Node";
}
