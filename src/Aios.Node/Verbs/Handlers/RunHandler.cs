using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class RunHandler
{
    public static async Task<VerbEnd> List(NodeCall call)
    {
        var phase = call.Arguments.Text("phase");
        var isActive = call.Arguments.Flag("active");
        var limit = (int)call.Arguments.Whole("limit", 50);
        var fit = (await call.Views.Runs())
            .Where(run => (phase is null || run.Phase.Text() == phase) && !(isActive && run.IsOver))
            .ToList();
        foreach (var run in fit.Take(limit))
            await call.Output.Item(LooseJson.Object([.. Members(run)]));
        if (fit.Count > limit)
            await call.Output.Progress($"showing the newest {limit} of {fit.Count} runs; --limit N shows more, --phase fewer");
        return VerbEnd.Done;
    }

    public static async Task<VerbEnd> Show(NodeCall call)
    {
        var id = call.Arguments.Text("id")!;
        if (await call.Views.Run(new RunId(id)) is not { } run)
            return VerbEnd.Failed($"run {Shown.Quote(id)} is not known; 'aios runs ls' lists those that are");
        await call.Output.Item(
            LooseJson.Object([
                .. Members(run),
                ("steps", run.Plan.Steps.Select(Step)),
                ("gate", Gate(run.Plan.Gate)),
                ("ladder", run.Plan.Ladder.Select(rung => rung.Kind.ToString().ToLowerInvariant())),
                ("done", run.Done.Select(step => step.Id)),
                ("not_undone", run.NotUndone),
                ("history", run.History),
            ])
        );
        return VerbEnd.Done;
    }

    private static IEnumerable<(string, object?)> Members(RunState run) =>
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
