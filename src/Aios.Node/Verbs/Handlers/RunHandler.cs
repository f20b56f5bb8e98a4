using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class RunHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var phase = call.Arguments.Text("phase");
        var isActive = call.Arguments.Flag("active");
        var limit = (int)call.Arguments.Whole("limit", 50);
        IEnumerable<RunState> all = await call.Views.Runs();
        if (call.Arguments.Text("after") is { } after)
        {
            if (await call.Views.Run(new RunId(after)) is null)
                return VerbEnd.Usage($"--after is {Shown.Quote(after)}; it must be the id of a run that is known");
            all = all.SkipWhile(run => run.Plan.Id.Value != after).Skip(1);
        }
        var fit = all.Where(run => (phase is null || run.Phase.Text() == phase) && !(isActive && run.IsOver)).ToList();
        foreach (var run in fit.Take(limit))
            await call.Output.Item(LooseJson.Object([.. Members(run, call.Now)]));
        if (fit.Count > limit)
            await call.Output.More($"showing the newest {limit} of {fit.Count} runs; --limit N shows more, --phase fewer");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Run(new RunId(id)) is not { } run)
            return VerbEnd.NotFound($"run {Shown.Quote(id)} is not known; 'aios runs ls' lists those that are");
        await Tell(call, run);
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Cancel(NodeCall call) =>
        await Told(
            call,
            await call.Views.Cancel(
                new RunProtocol.CancelRun(new RunId(call.Arguments.Text("id")!), call.Caller.Person, call.Arguments.Text("reason")!)
            )
        );

    public static async Task<VerbEnd> RetryRollback(NodeCall call) =>
        await Told(
            call,
            await call.Views.RetryRollback(
                new RunProtocol.RetryRollback(new RunId(call.Arguments.Text("id")!), call.Caller.Person, call.Arguments.Text("reason")!)
            )
        );

    private static async Task<VerbEnd> Told(NodeCall call, RunProtocol.Answered answer)
    {
        if (answer.Refusal is { } refusal)
            return answer.State is null ? VerbEnd.NotFound($"{refusal}") : VerbEnd.Conflict($"{refusal}");
        await Tell(call, answer.State!);
        return VerbEnd.Done;
    }

    private static async Task Tell(NodeCall call, RunState run) =>
        await call.Output.Item(
            LooseJson.Object([
                .. Members(run, call.Now),
                ("steps", run.Plan.Steps.Select(Step)),
                ("gate", Gate(run.Plan.Gate)),
                ("ladder", run.Plan.Ladder.Select(rung => rung.Kind.ToString().ToLowerInvariant())),
                ("done", run.Done.Select(step => step.Id)),
                ("put_back", run.PutBack),
                ("not_undone", run.NotUndone),
                ("history", run.History),
            ])
        );

    private static IEnumerable<(string, object?)> Members(RunState run, long now) =>
        [
            ("id", run.Plan.Id.Value),
            ("playbook", run.Plan.Playbook.Value),
            ("version", run.Plan.Version),
            ("title", run.Plan.Title),
            ("phase", run.Phase.Text()),
            ("over", run.IsOver),
            ("target", run.Plan.Target),
            ("priority", run.Plan.Priority.Text()),
            ("event_seq", run.Plan.EventSeq),
            ("event_id", run.Plan.EventId.Value),
            ("event_type", run.Plan.EventType),
            ("trace_id", run.Plan.TraceId),
            ("planned_at", TimeText.Of(run.PlannedAt)),
            ("updated_at", TimeText.Of(run.UpdatedAt)),
            ("deadline_at", TimeText.Of(run.DeadlineAt)),
            ("age_ms", now - run.PlannedAt),
            ("left_ms", run.IsOver ? null : run.DeadlineAt - now),
            ("approval", Approval(run)),
            ("step", run.IsOver ? null : run.Step?.Id),
            ("attempt", run.Attempt),
            ("reason", run.Reason.Length > 0 ? run.Reason : null),
        ];

    private static JsonElement Step(PlannedStep step) =>
        LooseJson.Object(
            ("id", step.Id),
            ("kind", step.Action.Kind),
            ("action", ActionText.Of(step.Action)),
            ("risk", step.Risk.ToString().ToLowerInvariant()),
            ("timeout_ms", step.TimeoutMs),
            ("undo", step.Undo is { } undo ? ActionText.Of(undo) : null)
        );

    private static string? Approval(RunState run) =>
        run switch
        {
            { Asked: null } => run.Plan.Approval == ApprovalNeed.Auto
                ? null
                : $"{run.Plan.Approval.ToString().ToLowerInvariant()}, not asked",
            { Phase: RunPhase.WaitingApproval, Asked: { } asked } =>
                $"{asked.Need.ToString().ToLowerInvariant()}, open: aios approvals show {ApprovalId.Of(run.Plan.Id, asked.Round)}",
            { Approval: { } granted } => $"granted: {granted}",
            { Asked: { } asked } => $"{asked.Need.ToString().ToLowerInvariant()}, not given",
        };

    private static string Gate(Gate gate) =>
        gate.Kind switch
        {
            GateKind.SensorRecovered => $"sensor {gate.Sensor ?? "of the event"} must say recovered"
                + (gate.SensorTarget is { } target ? $" for {target}" : "")
                + $" within {Within(gate)}",
            GateKind.Expectation => $"{gate.Expect} within {Within(gate)}",
            _ => "none",
        };

    private static string Within(Gate gate) => Faults.Text(TimeSpan.FromMilliseconds(gate.WithinMs));
}
