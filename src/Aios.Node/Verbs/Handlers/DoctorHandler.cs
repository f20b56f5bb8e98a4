using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class DoctorHandler
{
    /// <summary>What the node finds from inside, then what troubles it. The same verb without a node also reads the whole log.</summary>
    public static async Task<VerbEnd> Check(NodeCall call)
    {
        var checks = await call.Views.Checks();
        foreach (var each in checks)
            await Tell(each.Check, each.State, each.Found, each.Remedy);
        foreach (var trouble in (await call.Views.Status()).Trouble)
            await Tell("trouble", "warn", trouble, "the node's log says since when");
        return new VerbEnd(checks.Any(each => each.State == "fail") ? ExitCode.Unhealthy : ExitCode.Done);

        ValueTask Tell(string check, string state, string found, string? remedy) =>
            call.Output.Item(LooseJson.Object(("check", check), ("state", state), ("found", found), ("remedy", remedy)));
    }
}
