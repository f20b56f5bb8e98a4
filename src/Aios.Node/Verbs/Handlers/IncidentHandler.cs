using Aios.Loop.Effects;
using Aios.Loop.Incidents;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class IncidentHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var (isOpen, isAll) = (call.Arguments.Flag("open"), call.Arguments.Flag("all"));
        if (isOpen && isAll)
            return VerbEnd.Usage("--open and --all exclude each other: only what nobody looks after, or also what is over");
        var family = call.Arguments.Text("family");
        var limit = (int)call.Arguments.Whole("limit", 50);
        // In the order in which they began, which stays while they end: what is asked for in parts comes whole.
        IEnumerable<Incident> known = (await call.Views.Incidents()).OrderByDescending(incident => incident.Evidence.First.Seq);
        if (call.Arguments.Text("after") is { } after)
        {
            if (await call.Views.Incident(new IncidentId(after)) is null)
                return VerbEnd.Usage($"--after is {Shown.Quote(after)}; it must be the id of an incident that is known");
            known = known.SkipWhile(incident => incident.Id.Value != after).Skip(1);
        }
        var fit = known
            .Where(incident => family is null || incident.Key.Family == family)
            .Where(incident => isAll || (isOpen ? incident.Phase == IncidentPhase.Open : !incident.IsOver))
            .ToList();
        foreach (var incident in fit.Take(limit))
            await call.Output.Item(LooseJson.Object([.. Members(incident)]));
        if (fit.Count > limit)
            await call.Output.More($"showing {limit} of {fit.Count} incidents; --limit N shows more, --family FAMILY fewer");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Incident(new IncidentId(id)) is not { } incident)
            return VerbEnd.NotFound($"incident {Shown.Quote(id)} is not known; 'aios incidents ls --all' lists those that are");
        var chain = await call.Views.Why(id);
        var evidence = incident.Evidence;
        await call.Output.Item(
            LooseJson.Object([
                .. Members(incident),
                ("first_event", $"{evidence.First.Type} from {evidence.First.Source}, number {evidence.First.Seq}"),
                ("first_sign_at", TimeText.Of(evidence.FirstSignAt)),
                ("last_at", TimeText.Of(evidence.Last.At)),
                ("acknowledged_at", incident.Acknowledgement is { } ack ? TimeText.Of(ack.AtWall) : null),
                ("answers", evidence.Runs.Select(Run)),
                ("links", (chain?.Links ?? []).Select(ExplainHandler.Link)),
                ("cut", chain?.IsCut ?? false),
                ("trace_id", chain?.TraceId),
            ])
        );
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Acknowledge(NodeCall call)
    {
        var id = new IncidentId(call.Arguments.Text("id")!);
        var answer = await call.Views.Acknowledge(
            new IncidentsProtocol.AcknowledgeIncident(id, call.Caller.Detail, call.Arguments.Text("reason") ?? "")
        );
        if (answer.Refusal is { } refusal)
            return answer.Incident is null ? VerbEnd.NotFound($"{refusal}") : VerbEnd.Conflict($"{refusal}");
        await call.Output.Item(LooseJson.Object([.. Members(answer.Incident!)]));
        return VerbEnd.Done;
    }

    private static IEnumerable<(string, object?)> Members(Incident incident) =>
        [
            ("id", incident.Id.Value),
            ("family", incident.Key.Family),
            ("target", incident.Key.Target),
            ("phase", incident.Phase.ToString().ToLowerInvariant()),
            ("severity", incident.Evidence.Severity.Text()),
            ("count", incident.Evidence.Count),
            ("opened_at", TimeText.Of(incident.OpenedAt)),
            ("resolved_at", incident.Resolution is { } end ? TimeText.Of(end.AtWall) : null),
            ("runs", incident.Evidence.Runs.Length),
            ("reopenings", incident.Reopenings),
            ("time_to_detect_ms", incident.DetectMs),
            ("time_to_recover_ms", incident.RecoverMs),
            ("acknowledged_by", incident.Acknowledgement?.By),
            ("reason", incident.Resolution?.Why ?? (incident.Acknowledgement is { Reason.Length: > 0 } ack ? ack.Reason : null)),
        ];

    private static object Run(IncidentRun run) =>
        LooseJson.Object(
            ("id", run.Id.Value),
            ("playbook", run.Playbook.Value),
            ("phase", run.Phase.Text()),
            ("planned_at", TimeText.Of(run.PlannedAt)),
            ("at", TimeText.Of(run.At))
        );
}
