using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>What a run does next. Facts only: slots, effects, timers and gates follow from <see cref="NextOf"/>.</summary>
public static class RunRules
{
    public const string UnknownEffect = "unknown effect";

    /// <summary>What the shell has to arrange for a run in this state.</summary>
    public enum Next
    {
        /// <summary>Ask the scheduler for a slot for the current step.</summary>
        AskForSlot,

        /// <summary>Carry out the current attempt; its start is on record.</summary>
        Execute,

        /// <summary>Ask the step's probe whether the current attempt happened.</summary>
        AskProbe,

        /// <summary>Ask for a slot once <see cref="RunState.RetryDelayMs"/> have passed.</summary>
        WaitForRetry,

        /// <summary>Ask the verifier.</summary>
        AskGate,

        Nothing,
    }

    public static Next NextOf(RunState state) =>
        state switch
        {
            { IsOver: true } or { Phase: RunPhase.WaitingForPerson } => Next.Nothing,
            { IsUnknown: true } => Next.AskProbe,
            { InFlight: true } => Next.Execute,
            { Phase: RunPhase.Verifying } => Next.AskGate,
            { RetryDelayMs: > 0 } => Next.WaitForRetry,
            { Step: not null } => Next.AskForSlot,
            _ => Next.Nothing,
        };

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(RunState state, EffectSettings settings, ICommand command, long now) =>
        state.IsOver
            ? Decision<IEvent>.Nothing
            : command switch
            {
                TakeSlot => TakeStep(state, now),
                RecordOutcome { Outcome: var outcome } => TakeOutcome(state, outcome, now),
                RecordVerdict verdict => TakeVerdict(state, verdict, now),
                PassDeadline => PassOver(state, now),
                Resume { Ledger: var ledger } => TakeUp(state, settings, ledger, now),
                RecordDoubt { Detail: var detail } => TakeDoubt(state, settings, detail, now),
                _ => throw new InvalidOperationException($"a run does not know {command.GetType().Name}"),
            };

    private static Decision<IEvent> TakeStep(RunState state, long now) =>
        state.InFlight || state.Step is not { } step || state.Phase == RunPhase.Verifying
            ? Decision<IEvent>.Nothing
            : Decision<IEvent>.Of(new StepStarted(step.Id, state.Attempt + 1, now));

    // An outcome that is not the current attempt's comes from before a restart: it is in the ledger and changes nothing here.
    private static Decision<IEvent> TakeOutcome(RunState state, EffectOutcome outcome, long now)
    {
        if (!state.InFlight || outcome.Id != state.CurrentEffect)
            return Decision<IEvent>.Nothing;
        var step = state.Step!;
        if (outcome.Result == EffectResult.Ok)
        {
            var ok = new StepSucceeded(step.Id, state.Attempt, outcome.Detail, outcome.DurationMs, now);
            var after = state.Apply(ok);
            return after.Step is not null ? Decision<IEvent>.Of(ok) : new Decision<IEvent>([ok, .. AfterLeg(after, now)]);
        }
        var failed = new StepFailed(step.Id, state.Attempt, outcome.Result, outcome.Detail, outcome.DurationMs, now);
        if (outcome.Result == EffectResult.NotHappened)
            return Decision<IEvent>.Of(failed, new WaitingToRetry(step.Id, state.Attempt + 1, 0, now));
        var (retry, failures) = (state.Plan.Retry, state.Attempt - state.NotHappened);
        if (failures <= retry.Retries && retry.On.Contains(outcome.Result))
            return Decision<IEvent>.Of(failed, new WaitingToRetry(step.Id, state.Attempt + 1, retry.DelayMs(failures), now));
        var why = $"step {step.Id}: {outcome.Detail}";
        return state.Compensates
            ? Decision<IEvent>.Of(failed, new Ended(RunPhase.Stuck, $"rollback failed at {why}", now))
            : new Decision<IEvent>([failed, .. Climb(state, why, now)]);
    }

    private static IEnumerable<IEvent> AfterLeg(RunState state, long now) =>
        state.Compensates ? AfterRollback(state, now)
        : KindOf(state.Plan, state.Rung) == RungKind.Escalate ? [End(state, now)]
        : state.Plan.Gate.Kind == GateKind.None ? [new Ended(RunPhase.Verified, "people were told; there is nothing to verify", now)]
        : [new GateAsked(state.Round + 1, now)];

    private static Decision<IEvent> TakeVerdict(RunState state, RecordVerdict verdict, long now) =>
        state.Phase != RunPhase.Verifying || verdict.Round != state.Round ? Decision<IEvent>.Nothing
        : verdict.Passed ? Decision<IEvent>.Of(new Ended(RunPhase.Verified, verdict.Reason, now))
        : new Decision<IEvent>([.. Climb(state, $"verification {verdict.Round}: {verdict.Reason}", now)]);

    private static IEnumerable<IEvent> Climb(RunState state, string why, long now)
    {
        yield return new Failed(why, now);
        var next = state.Rung + 1;
        if (KindOf(state.Plan, next) is not { } kind)
        {
            yield return End(state with { Reason = why }, now);
            yield break;
        }
        yield return new RungTaken(next, kind, now);
        if (kind != RungKind.Rollback)
            yield break;
        var undo = state.Done.Where(step => step.Undo is not null).Select(step => step.Id).Reverse().ToArray();
        var left = state.Done.Where(step => step.Undo is null && !step.NeedsNoUndo).Select(step => step.Id).ToArray();
        var compensating = new Compensating(undo, left, now);
        yield return compensating;
        if (undo.Length > 0)
            yield break;
        var after = state.Apply(new Failed(why, now)).Apply(new RungTaken(next, kind, now)).Apply(compensating);
        foreach (var fact in AfterRollback(after, now))
            yield return fact;
    }

    private static IEnumerable<IEvent> AfterRollback(RunState state, long now) =>
        KindOf(state.Plan, state.Rung + 1) == RungKind.Escalate
            ? [new RungTaken(state.Rung + 1, RungKind.Escalate, now)]
            : [End(state with { IsRolledBack = true }, now)];

    private static Ended End(RunState state, long now) =>
        !state.IsRolledBack ? new Ended(RunPhase.Stuck, state.Reason, now)
        : state.NotUndone.IsEmpty ? new Ended(RunPhase.RolledBack, $"nothing of it is left; {state.Reason}", now)
        : new Ended(RunPhase.Stuck, $"left as it is: {string.Join(", ", state.NotUndone)}; {state.Reason}", now);

    private static RungKind? KindOf(RunPlan plan, int rung) => rung >= 0 && rung < plan.Ladder.Count ? plan.Ladder[rung].Kind : null;

    private static Decision<IEvent> PassOver(RunState state, long now) =>
        Decision<IEvent>.Of(new Ended(RunPhase.Stuck, DeadlineReason(state), now));

    private static string DeadlineReason(RunState state) =>
        state.Phase == RunPhase.WaitingForPerson ? $"{Unknown(state)}, and nobody said in time whether it did"
        : state.IsUnknown ? $"{Unknown(state)}, and its probe did not tell before the deadline"
        : $"deadline of {state.Plan.DeadlineMs} ms passed while {state.Phase.Text()}"
            + (state.InFlight ? $" at step {state.Step!.Id}" : "");

    private static string Unknown(RunState state) =>
        $"{UnknownEffect}: step {state.Step!.Id} may or may not have happened when the node stopped";

    private static Decision<IEvent> TakeUp(RunState state, EffectSettings settings, IReadOnlyList<EffectRecord> ledger, long now)
    {
        if (state.InFlight && ledger.FirstOrDefault(entry => entry.Intent.Id == state.CurrentEffect) is { } record)
        {
            if (record.Outcome is { } outcome)
                return TakeOutcome(state, outcome, now);
            // Asked already, before an earlier stop.
            if (!state.IsUnknown && state.Phase != RunPhase.WaitingForPerson)
                return Lose(state, settings, now);
        }
        return now >= state.DeadlineAt ? PassOver(state, now) : Decision<IEvent>.Nothing;
    }

    /// <summary>The contract's order: the probe, else once more when that is allowed, else a person.</summary>
    private static Decision<IEvent> Lose(RunState state, EffectSettings settings, long now)
    {
        var step = state.Step!;
        if (step.Probe is null && step.Idempotent)
            return now >= state.DeadlineAt ? PassOver(state, now) : Decision<IEvent>.Nothing;
        var lost = new StepUnknown(step.Id, state.Attempt, now);
        return step.Probe is not null ? Decision<IEvent>.Of(lost) : Decision<IEvent>.Of(lost, Ask(state, settings, now));
    }

    private static Decision<IEvent> TakeDoubt(RunState state, EffectSettings settings, string detail, long now)
    {
        if (!state.IsUnknown)
            return Decision<IEvent>.Nothing;
        var doubt = new StepInDoubt(state.Step!.Id, state.Attempt, detail, now);
        return state.Step.Idempotent ? Decision<IEvent>.Of(doubt) : Decision<IEvent>.Of(doubt, Ask(state, settings, now));
    }

    private static PersonAsked Ask(RunState state, EffectSettings settings, long now) =>
        new(state.Step!.Id, state.Attempt, (long)settings.AnswerWithin.TotalMilliseconds, now);
}
