using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Handlers;

internal static class DryRunHandler
{
    public static async Task<VerbEnd> Run(NodeCall call)
    {
        if (!call.Arguments.Flag("dry-run"))
            return new VerbEnd(
                ExitCode.Refused,
                "a run begins with an event and is not started by hand; --dry-run shows what would be done, 'aios events emit' says that something happened"
            );
        var (playbook, trial, refusal) = await call.Views.DryRun(call.Arguments.Text("id")!, call.Arguments.Text("event")!);
        if (refusal is not null)
            return VerbEnd.NotFound($"{refusal}");
        await call.Output.Item(TrialItem.Of(playbook, trial));
        return VerbEnd.Done;
    }
}
