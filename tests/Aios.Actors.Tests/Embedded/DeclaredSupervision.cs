using Aios.Engine.Cells;
using Akka.Actor;

namespace Aios.Actors.Tests.Embedded;

/// <summary>
/// The tree of <c>src/README.md</c>, and who starts anew when one of its actors crashes: that actor and all below it, nobody else. A change of
/// <see cref="AiosTopology"/> is a change of this table.
/// </summary>
internal static class DeclaredSupervision
{
    /// <summary>Sensors of targets that people list; they are there when something is listed.</summary>
    public static IReadOnlyList<string> Checks { get; } =
    ["sensors/certificate", "sensors/file", "sensors/http", "sensors/port", "sensors/program"];

    /// <summary>Always there, below <c>/user/aios</c>, with those that start anew besides itself when it crashes.</summary>
    public static IReadOnlyDictionary<string, string[]> Always { get; } =
        new Dictionary<string, string[]>
        {
            ["journal"] = [],
            ["decisions"] = [],
            ["sensors"] = ["sensors/*"],
            ["sensors/cpu"] = [],
            ["sensors/memory"] = [],
            ["sensors/load"] = [],
            ["sensors/disk"] = [],
            ["sensors/process-use"] = [],
            ["sensors/process-watch"] = [],
            ["sensors/self"] = [],
            ["heartbeat"] = [],
            ["metrics"] = [],
            ["orders"] = ["orders/orders"],
            ["orders/orders"] = [],
            ["scheduler"] = [],
            ["runs"] = ["runs/*", "runs/*/run"],
            ["guard"] = [],
            ["reactor"] = [],
            ["verifier"] = [],
            ["approvals"] = ["approvals/approvals"],
            ["approvals/approvals"] = [],
            ["incidents"] = [],
            ["score"] = ["score/score"],
            ["score/score"] = [],
            ["settings"] = [],
            ["maintenance"] = [],
            ["drain"] = [],
        };

    private static readonly Dictionary<string, string[]> Runs = new() { ["runs/*"] = ["runs/*/run"], ["runs/*/run"] = [] };

    /// <summary>Every kind of actor that there is.</summary>
    public static IEnumerable<string> Kinds => [.. Always.Keys, .. Checks, .. Runs.Keys];

    /// <summary>A run is named by what it is, not by its id.</summary>
    public static string KindOf(string path) =>
        path.Split('/') is ["runs", _, .. var below] ? string.Join('/', ["runs", "*", .. below]) : path;

    /// <summary>Whether the first one starts anew when the other one crashes.</summary>
    public static bool StartsAnew(string path, string crashed)
    {
        if (path == crashed)
            return true;
        var declared = Always.GetValueOrDefault(KindOf(crashed)) ?? Runs.GetValueOrDefault(KindOf(crashed)) ?? [];
        // A run that crashes takes nothing of another run with it.
        return path.StartsWith($"{crashed}/", StringComparison.Ordinal)
            && (declared.Contains(KindOf(path)) || declared.Contains($"{path[..path.LastIndexOf('/')]}/*"));
    }

    /// <summary>The actors as they live now, by their path below the root; those that start just now are left out.</summary>
    public static Dictionary<string, (LocalActorRef Ref, ActorBase Life)> Lives(IActorRef root)
    {
        var found = new Dictionary<string, (LocalActorRef, ActorBase)>(StringComparer.Ordinal);
        Collect(((LocalActorRef)root).Cell, "");
        return found;

        void Collect(ActorCell cell, string prefix)
        {
            foreach (var child in cell.AllChildren)
            {
                var path = prefix + child.Ref.Path.Name;
                if (child.Ref.Cell.Actor is { } life)
                    found[path] = (child.Ref, life);
                Collect(child.Ref.Cell, path + "/");
            }
        }
    }
}
