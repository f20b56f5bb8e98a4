using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class MaintenanceHandler
{
    public static async Task<VerbEnd> Run(NodeCall call)
    {
        var done = await call.Views.Maintain();
        if (done.Fault is { } fault)
            return VerbEnd.Failed(fault);
        await call.Output.Item(
            LooseJson.Object(
                ("archived", done.Archived),
                ("deleted", done.Deleted),
                ("metric_days_deleted", done.MetricDaysDeleted),
                ("plain_bytes", done.PlainBytes),
                ("archive_bytes", done.ArchiveBytes),
                ("held", done.Held),
                ("decisions_deleted", done.DecisionsDeleted),
                ("effects_deleted", done.EffectsDeleted),
                ("duration_ms", done.DurationMs)
            )
        );
        return VerbEnd.Done;
    }
}
