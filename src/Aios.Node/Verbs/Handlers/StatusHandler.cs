using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class StatusHandler
{
    public static async Task<VerbEnd> Status(NodeCall call)
    {
        var status = await call.Views.Status();
        await call.Output.Item(
            LooseJson.Object(
                ("node", status.Node),
                ("incarnation", status.Incarnation),
                ("pid", status.Pid),
                ("version", status.Version),
                ("data", status.DataFolder),
                ("started_at", TimeText.Of(status.StartedAtWall)),
                ("last_seq", status.LastSeq),
                ("score", status.Score),
                ("level", status.Level),
                ("runs_active", status.RunsActive),
                ("playbooks_enabled", status.PlaybooksEnabled),
                ("playbooks_loaded", status.PlaybooksLoaded),
                ("playbooks_shadow", status.PlaybooksInShadow),
                ("frozen", status.Frozen),
                ("alerts_standing", status.AlertsStanding),
                ("alerts_critical", status.AlertsCritical),
                ("trouble", status.Trouble),
                ("incidents_open", status.IncidentsOpen),
                ("incidents_unacknowledged", status.IncidentsUnacknowledged)
            )
        );
        return new VerbEnd(status.IsWell ? ExitCode.Done : ExitCode.Unhealthy);
    }
}
