using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>How what a run did is put back: in reverse order, each undo with the playbook's retries, all of it within a time of its own.</summary>
public static class CompensationRules
{
    private const string Prefix = "undo-";
    private const long SlackMs = 60_000;

    public static string UndoOf(string step) => Prefix + step;

    /// <summary>Id of the step that this one puts back.</summary>
    public static string UndoneBy(PlannedStep undo) => undo.Id[Prefix.Length..];

    /// <summary>(retries + 1) · time-out + back-offs for each step, and a minute for the slots.</summary>
    public static long BudgetMs(RunPlan plan, IEnumerable<PlannedStep> undo) =>
        undo.Sum(step => (plan.Retry.Retries + 1) * step.TimeoutMs + plan.Retry.AllDelaysMs) + SlackMs;

    /// <summary>
    /// Whether an attempt that failed may have left something. What was not begun left nothing; anything else may have done half of it, so what
    /// can be put back is. Of what cannot, only a time-out leaves it open whether it happened: a failure that is told is believed.
    /// </summary>
    internal static bool MayHaveLeft(PlannedStep step, EffectResult result) =>
        result == EffectResult.Timeout || (step.Undo is not null && result is EffectResult.ExitCode or EffectResult.Error);

    /// <summary>The steps that put these back, in this order.</summary>
    internal static IEnumerable<PlannedStep> UndoSteps(RunState run, IReadOnlyList<string> undo) => undo.Select(id => UndoStep(run, id));

    /// <summary>So long what is under way may take to end, in milliseconds.</summary>
    internal static long PatienceMs(RunState run) => (run.IsUnderWay ? run.Step!.TimeoutMs : 0) + SlackMs;

    /// <param name="state">The fact that it comes to this is in it already.</param>
    internal static IEvent Begin(RunState state, long now)
    {
        var undo = state.Touched.Where(step => step.Undo is not null).Select(step => step.Id).Reverse().ToArray();
        var left = state.Touched.Where(step => step.Undo is null && !step.NeedsNoUndo).Select(step => step.Id).ToList();
        // Nobody knows whether it happened, and nobody is waited for any more.
        if (state.InFlight && state.Step!.Action.IsOutside && !left.Contains(state.Step.Id))
            left.Add(state.Step.Id);
        return state.Stop is not null && undo.Length + left.Count == 0 && ToTell(state) is null
            ? End(state with { IsRolledBack = true }, now)
            : new Compensating(undo, left, now);
    }

    /// <summary>All of it was put back.</summary>
    internal static IEvent After(RunState state, long now) => Tell(state with { IsRolledBack = true }, now);

    /// <summary>People are told, if they are to be; then, or else at once, it ends.</summary>
    internal static IEvent Tell(RunState state, long now) =>
        ToTell(state) is { } rung ? new RungTaken(rung, RungKind.Escalate, now) : End(state, now);

    /// <summary>An undo failed, or there is no time left.</summary>
    internal static RollbackFailed Fail(RunState state, string why, long now)
    {
        var rest = state.Leg[state.Position..].Select(UndoneBy).ToArray();
        string[] left = [.. rest, .. state.NotUndone];
        var reason =
            $"rollback failed at {why}; put back: {(state.PutBack.IsEmpty ? "nothing" : string.Join(", ", state.PutBack))}; "
            + $"left as it is: {string.Join(", ", left)}";
        return new RollbackFailed(reason, left, now);
    }

    /// <summary>How a run ends that has nothing left to try.</summary>
    internal static Ended End(RunState state, long now) =>
        state switch
        {
            { IsRolledBack: false } => new Ended(RunPhase.Stuck, state.Reason, now),
            { UndoLeft: { } left } => new Ended(RunPhase.Stuck, left.Reason, now),
            { NotUndone.IsEmpty: false } => new Ended(
                RunPhase.Stuck,
                $"left as it is: {string.Join(", ", state.NotUndone)}; {state.Stop?.Reason ?? state.Reason}",
                now
            ),
            { Stop: { } stop } => new Ended(stop.As, stop.Reason, now),
            _ => new Ended(RunPhase.RolledBack, $"nothing of it is left; {state.Reason}", now),
        };

    /// <param name="ledger">What is on record of this run's effects.</param>
    /// <param name="busy">Another run that acts on the same target now, or null.</param>
    public static Decision<IEvent> Retry(RunState state, IReadOnlyList<EffectRecord> ledger, RunId? busy, RetryRollback said, long now)
    {
        if (state is not { Phase: RunPhase.Stuck, UndoLeft: { } left })
            return No(
                said.Run,
                state.IsOver ? $"it is {state.Phase.Text()}, and no undo of it failed" : "it is not over",
                "only a run that is stuck in its rollback can be taken up again: 'aios runs show RUN' says what was put back and what not"
            );
        if (busy is { } other)
            return No(said.Run, $"run {other} acts on the same target now", "wait for its end: 'aios runs show RUN'");
        var last = left.EffectOf(said.Run) is { } effect ? ledger.FirstOrDefault(line => line.Intent.Id == effect) : null;
        var dark = ledger.FirstOrDefault(line => line.Outcome is null && !(line == last && line.Intent.Idempotent));
        if ((dark ?? last) is { Standing: EffectStanding.Open } busyEffect)
            return No(said.Run, $"{busyEffect.Intent.Id} is being carried out just now", "wait for its outcome; its time-out bounds it");
        if (dark is not null)
            return No(
                said.Run,
                $"nobody knows whether {dark.Intent.Id} happened",
                $"look, and say so first: aios effects resolve {dark.Intent.Id} --as happened|not-happened"
            );
        var isDone = last?.Outcome?.Result == EffectResult.Ok;
        var rest = isDone ? left.Steps[1..] : left.Steps;
        // What may be repeated is repeated under its own number, as after a crash.
        var after = isDone ? 0 : left.Attempt - (last is { Outcome: null } ? 1 : 0);
        var again = new RollbackRetried(said.By, said.Reason, [.. rest.Select(step => step.Id)], after, now);
        return rest.IsEmpty
            ? new Decision<IEvent>([again, End(state.Apply(again) with { IsRolledBack = true }, now)])
            : Decision<IEvent>.Of(again);
    }

    /// <summary>
    /// The rung that tells people; null when there is none that is still to be taken, and when people ended the run themselves and nothing
    /// went wrong.
    /// </summary>
    private static int? ToTell(RunState state)
    {
        if (state is { Stop.As: not RunPhase.RolledBack, UndoLeft: null })
            return null;
        for (var rung = state.Rung + 1; rung < state.Plan.Ladder.Count; rung++)
            if (state.Plan.Ladder[rung].Kind == RungKind.Escalate)
                return rung;
        return null;
    }

    // A step that failed may have failed before it kept anything: then there is nothing to put back.
    private static PlannedStep UndoStep(RunState run, string id)
    {
        var undo = run.Touched.First(step => step.Id == id).UndoStep!;
        return undo.Action is EffectAction.Restore restore && run.Done.All(done => done.Id != id)
            ? undo with
            {
                Action = restore with { IfKept = true },
            }
            : undo;
    }

    private static Decision<IEvent> No(RunId run, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal("run", run.Value, why, remedy));
}
