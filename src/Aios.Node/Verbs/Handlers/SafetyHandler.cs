using System.Text.Json;
using Aios.Loop.Safety;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

/// <summary>What the safeguards count, and what people listed.</summary>
internal static class SafetyHandler
{
    public static async Task<VerbEnd> Circuits(NodeCall call)
    {
        foreach (var circuit in (await call.Views.Safety()).Circuits)
            await call.Output.Item(
                LooseJson.Object(
                    ("playbook", circuit.Key.Playbook.Value),
                    ("target", circuit.Key.Target),
                    ("phase", JsonNamingPolicy.KebabCaseLower.ConvertName(circuit.Phase.ToString())),
                    ("since", TimeText.Of(circuit.Since)),
                    ("until", circuit.Phase == CircuitPhase.Open ? TimeText.Of(circuit.Until) : null),
                    ("why", circuit.Why)
                )
            );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Fuse(NodeCall call)
    {
        var safety = await call.Views.Safety();
        var (fuse, now) = (safety.Fuse, safety.NowWall);
        await call.Output.Item(
            LooseJson.Object(
                ("blown", fuse.IsBlown(now)),
                ("until", fuse.IsBlown(now) ? TimeText.Of(fuse.Until) : null),
                (
                    "playbooks",
                    fuse.Playbooks.Where(pair => now < pair.Value)
                        .OrderBy(pair => pair.Key.Value, StringComparer.Ordinal)
                        .Select(pair => (object)LooseJson.Object(("playbook", pair.Key.Value), ("until", TimeText.Of(pair.Value))))
                ),
                (
                    "failures",
                    fuse.Failures.Select(each => (object)LooseJson.Object(("playbook", each.Playbook.Value), ("at", TimeText.Of(each.At))))
                ),
                ("failures_allowed", safety.Settings.FuseFailures - 1),
                ("window_ms", (long)safety.Settings.FuseWithin.TotalMilliseconds)
            )
        );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Targets(NodeCall call)
    {
        foreach (var target in await call.Views.Targets())
            await call.Output.Item(
                LooseJson.Object(("kind", target.Kind), ("target", target.Name), ("there", target.IsThere), ("found", target.Found))
            );
        return VerbEnd.Done;
    }
}
