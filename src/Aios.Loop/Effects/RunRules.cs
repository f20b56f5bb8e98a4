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

        /// <summary>Decide <see cref="RunProtocol.GoOn"/>.</summary>
        GoOn,

        /// <summary>Decide <see cref="EndPause"/> at <see cref="PauseEndsAt"/>.</summary>
        Pause,

        Nothing,
    }

    public static Next NextOf(RunState state) =>
        state switch
        {
            { IsOver: true } or { Phase: RunPhase.WaitingForPerson or RunPhase.WaitingApproval } => Next.Nothing,
            { IsUnknown: true } => Next.AskProbe,
            { InFlight: true, Step.Action: EffectAction.Wait } => Next.Pause,
            // It is under way already, and is only waited for.
            { InFlight: true, Stop: not null, Compensates: false } => Next.Nothing,
            { InFlight: true } => Next.Execute,
            { Phase: RunPhase.Verifying } => Next.AskGate,
            { RetryDelayMs: > 0 } => Next.WaitForRetry,
            { Step: not null } => NeedsSlot(state) ? Next.AskForSlot : Next.GoOn,
            _ => Next.Nothing,
        };

    /// <summary>Milliseconds since the Unix epoch; a restart does not begin it anew.</summary>
    public static long PauseEndsAt(RunState state) => state.StartedAt + (state.Step?.Action as EffectAction.Wait)?.DelayMs ?? 0;

    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(RunState state, EffectSettings settings, ICommand command, long now) =>
        command is CancelRun cancel ? StopRules.Cancel(state, cancel, now)
        : state.IsOver ? Decision<IEvent>.Nothing
        : command switch
        {
            TakeSlot => TakeStep(state, now),
            GoOn => Go(state, settings, now),
            EndPause => TakePause(state, now),
            RecordOutcome { Outcome: var outcome } => TakeOutcome(state, outcome, now),
            RecordVerdict verdict => TakeVerdict(state, verdict, now),
            RecordApproval said => StopRules.Answer(state, settings, said, now),
            PassDeadline => PassOver(state, now),
            Resume { Ledger: var ledger } => RecoveryRules.TakeUp(state, settings, ledger, now),
            RecordDoubt { Detail: var detail } => RecoveryRules.TakeDoubt(state, settings, detail, now),
            _ => throw new InvalidOperationException($"a run does not know {command.GetType().Name}"),
        };

    private static bool NeedsSlot(RunState state) =>
        state.Step!.Action.IsOutside && !(state.Phase == RunPhase.Planned && state.Plan.IsShadow) && !StopRules.IsToAsk(state);

    private static Decision<IEvent> TakeStep(RunState state, long now) =>
        NextOf(state) is Next.AskForSlot or Next.WaitForRetry
            ? Decision<IEvent>.Of(new StepStarted(state.Step!.Id, state.Attempt + 1, now))
            : Decision<IEvent>.Nothing;

    private static Decision<IEvent> Go(RunState state, EffectSettings settings, long now) =>
        NextOf(state) != Next.GoOn ? Decision<IEvent>.Nothing
        : state is { Phase: RunPhase.Planned, Plan.IsShadow: true } ? Decision<IEvent>.Of(new Ended(RunPhase.Shadowed, Watched(state), now))
        : StopRules.IsToAsk(state) ? Decision<IEvent>.Of(StopRules.Ask(state, settings, now))
        : Decision<IEvent>.Of(new StepStarted(state.Step!.Id, state.Attempt + 1, now));

    private static string Watched(RunState state) =>
        $"its playbook only watches; not carried out: {string.Join(", ", state.Plan.Steps.Select(step => step.Id))}";

    private static Decision<IEvent> TakePause(RunState state, long now)
    {
        if (NextOf(state) != Next.Pause || now < PauseEndsAt(state))
            return Decision<IEvent>.Nothing;
        var waited = now - state.StartedAt;
        var ok = new StepSucceeded(state.Step!.Id, state.Attempt, $"waited {waited} ms", waited, now);
        return WithRest(ok, state.Apply(ok), now);
    }

    // An outcome that is not the current attempt's comes from before a restart: it is in the ledger and changes nothing here.
    internal static Decision<IEvent> TakeOutcome(RunState state, EffectOutcome outcome, long now)
    {
        if (!state.InFlight || outcome.Id != state.CurrentEffect)
            return Decision<IEvent>.Nothing;
        var step = state.Step!;
        var isStopped = state is { Stop: not null, Compensates: false };
        if (outcome.Result == EffectResult.Ok)
        {
            var ok = new StepSucceeded(step.Id, state.Attempt, outcome.Detail, outcome.DurationMs, now);
            var after = state.Apply(ok);
            return isStopped ? new Decision<IEvent>([ok, .. CompensationRules.Begin(after, now)]) : WithRest(ok, after, now);
        }
        var failed = new StepFailed(step.Id, state.Attempt, outcome.Result, outcome.Detail, outcome.DurationMs, now);
        if (isStopped)
            return new Decision<IEvent>([failed, .. CompensationRules.Begin(state.Apply(failed), now)]);
        if (outcome.Result == EffectResult.NotHappened)
            return Decision<IEvent>.Of(failed, new WaitingToRetry(step.Id, state.Attempt + 1, 0, now));
        var (retry, failures) = (state.Plan.Retry, state.Attempt - state.NotHappened);
        if (failures <= retry.Retries && retry.On.Contains(outcome.Result))
            return Decision<IEvent>.Of(failed, new WaitingToRetry(step.Id, state.Attempt + 1, retry.DelayMs(failures), now));
        var why = $"step {step.Id}: {outcome.Detail}";
        return state.Compensates
            ? new Decision<IEvent>([failed, .. CompensationRules.Fail(state.Apply(failed), why, now)])
            : new Decision<IEvent>([failed, .. Climb(state, why, now)]);
    }

    private static Decision<IEvent> WithRest(StepSucceeded ok, RunState after, long now) =>
        after.Step is not null ? Decision<IEvent>.Of(ok) : new Decision<IEvent>([ok, .. AfterLeg(after, now)]);

    internal static IEnumerable<IEvent> AfterLeg(RunState state, long now) =>
        state.Compensates ? CompensationRules.After(state, now)
        : KindOf(state.Plan, state.Rung) == RungKind.Escalate ? [CompensationRules.End(state, now)]
        : state.Plan.Gate.Kind == GateKind.None ? [new Ended(RunPhase.Verified, "people were told; there is nothing to verify", now)]
        : [new GateAsked(state.Round + 1, now)];

    private static Decision<IEvent> TakeVerdict(RunState state, RecordVerdict verdict, long now) =>
        state.Phase != RunPhase.Verifying || verdict.Round != state.Round ? Decision<IEvent>.Nothing
        : verdict.Passed ? Decision<IEvent>.Of(new Ended(RunPhase.Verified, verdict.Reason, now))
        : new Decision<IEvent>([.. Climb(state, $"verification {verdict.Round}: {verdict.Reason}", now)]);

    private static IEnumerable<IEvent> Climb(RunState state, string why, long now)
    {
        var failed = new Failed(why, now);
        yield return failed;
        var next = state.Rung + 1;
        if (KindOf(state.Plan, next) is not { } kind)
        {
            yield return CompensationRules.End(state with { Reason = why }, now);
            yield break;
        }
        var taken = new RungTaken(next, kind, now);
        yield return taken;
        if (kind != RungKind.Rollback)
            yield break;
        foreach (var fact in CompensationRules.Begin(state.Apply(failed).Apply(taken), now))
            yield return fact;
    }

    private static RungKind? KindOf(RunPlan plan, int rung) => rung >= 0 && rung < plan.Ladder.Count ? plan.Ladder[rung].Kind : null;

    internal static Decision<IEvent> PassOver(RunState state, long now) =>
        state.Phase == RunPhase.WaitingApproval ? new Decision<IEvent>([.. StopRules.Expire(state, now)])
        : state.Compensates ? new Decision<IEvent>([.. CompensationRules.Fail(state, DeadlineReason(state), now, mayTell: false)])
        : Decision<IEvent>.Of(new Ended(RunPhase.Stuck, DeadlineReason(state), now));

    private static string DeadlineReason(RunState state) =>
        state.Phase == RunPhase.WaitingForPerson ? $"{Unknown(state)}, and nobody said in time whether it did"
        : state.IsUnknown ? $"{Unknown(state)}, and its probe did not tell before the deadline"
        : $"deadline of {state.Plan.DeadlineMs} ms passed while {state.Phase.Text()}"
            + (state.InFlight ? $" at step {state.Step!.Id}" : "");

    private static string Unknown(RunState state) =>
        $"{UnknownEffect}: step {state.Step!.Id} may or may not have happened when the node stopped";
}
