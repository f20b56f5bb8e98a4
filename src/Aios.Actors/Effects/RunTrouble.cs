using Aios.Actors.Spine;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Actors.Effects;

/// <summary>A run whose actor fails at every start: a trouble of the node, and an incident of its own.</summary>
internal static class RunTrouble
{
    public static Event Began(Shell shell, RunState run, string why) => Note(shell, EventTypes.RunFailing, Severity.Error, run, why);

    public static Event Over(Shell shell, RunState run) =>
        Note(shell, EventTypes.NodeRecovered, Severity.Info, run, $"it is {run.Phase.Text()}: {run.Reason}");

    /// <summary>How it goes on; stuck at once when even the rules fail in its state.</summary>
    public static IReadOnlyList<IEvent> GiveUp(RunState run, EffectSettings settings, string why, long now)
    {
        try
        {
            return RunRules.Decide(run, settings, new GiveUp(why), now).Events;
        }
        catch (Exception fault)
        {
            var left = run.Touched.Select(step => step.Id).Except(run.PutBack).ToArray();
            return [new Ended(RunPhase.Stuck, $"left as it is: {string.Join(", ", left)}; {why}: {Shown.Clean(fault.Message)}", now)];
        }
    }

    private static Event Note(Shell shell, string type, Severity severity, RunState run, string text) =>
        shell.Note(
            type,
            DeadlineRules.Runs,
            severity,
            LooseJson.Object(("target", run.Plan.Id.Value), ("run", run.Plan.Id.Value), ("text", text)),
            traceId: run.Plan.TraceId,
            causeId: run.Plan.EventId.Value
        );
}
