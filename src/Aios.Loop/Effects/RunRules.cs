using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>What a run does next. Facts only: slots, effects, timers and gates follow from <see cref="NextOf"/>.</summary>
public static class RunRules
{
    public const string UnknownEffect = "unknown effect";

    internal const string HeldBack = "its playbook was frozen or the queue stopped";

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
            { InFlight: true, IsStopped: true } => Next.Nothing,
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
        command is CancelRun cancel ? StopRules.Cancel(state, settings, cancel, now)
        : state.IsOver ? Decision<IEvent>.Nothing
        : command switch
        {
            TakeSlot slot => TakeStep(state, slot.HeldMs, now),
            GoOn => Go(state, settings, now),
            EndPause => TakePause(state, settings, now),
            RecordOutcome { Outcome: var outcome } => TakeOutcome(state, settings, outcome, now),
            RecordVerdict verdict => TakeVerdict(state, settings, verdict, now),
            RecordApproval said => StopRules.Answer(state, settings, said, now),
            PassDeadline => DeadlineRules.Pass(state, settings, now),
            GiveUp { Why: var why } => DeadlineRules.GiveUp(state, settings, why, now),
            Resume resume => RecoveryRules.TakeUp(state, settings, resume, now),
            RecordDoubt { Detail: var detail } => RecoveryRules.TakeDoubt(state, settings, detail, now),
            _ => throw new InvalidOperationException($"a run does not know {command.GetType().Name}"),
        };

    private static bool NeedsSlot(RunState state) =>
        state.Step!.Action.IsOutside && !(state.Phase == RunPhase.Planned && state.Plan.IsShadow) && !StopRules.IsToAsk(state);

    /// <summary>It has had a slot before: it goes before those that have not.</summary>
    public static bool HasBegun(RunState state) =>
        state.Phase != RunPhase.Planned && !(state.Phase == RunPhase.Approved && state.Done.IsEmpty);

    private static Decision<IEvent> TakeStep(RunState state, long heldMs, long now)
    {
        if (NextOf(state) is not (Next.AskForSlot or Next.WaitForRetry))
            return Decision<IEvent>.Nothing;
        var started = new StepStarted(state.Step!.Id, state.Attempt + 1, now);
        return heldMs > 0 ? Decision<IEvent>.Of(new Held(heldMs, HeldBack, now), started) : Decision<IEvent>.Of(started);
    }

    private static Decision<IEvent> Go(RunState state, EffectSettings settings, long now) =>
        NextOf(state) != Next.GoOn ? Decision<IEvent>.Nothing
        : state is { Phase: RunPhase.Planned, Plan.IsShadow: true } ? Decision<IEvent>.Of(new Ended(RunPhase.Shadowed, Watched(state), now))
        : StopRules.IsToAsk(state) ? Decision<IEvent>.Of(StopRules.Ask(state, settings, now))
        : Decision<IEvent>.Of(new StepStarted(state.Step!.Id, state.Attempt + 1, now));

    private static string Watched(RunState state) =>
        $"its playbook only watches; not carried out: {string.Join(", ", state.Plan.Steps.Select(step => step.Id))}";

    private static Decision<IEvent> TakePause(RunState state, EffectSettings settings, long now)
    {
        if (NextOf(state) != Next.Pause || now < PauseEndsAt(state))
            return Decision<IEvent>.Nothing;
        var waited = now - state.StartedAt;
        return SequelRules.After(
            state,
            settings,
            now,
            new StepSucceeded(state.Step!.Id, state.Attempt, $"waited {waited} ms", waited, now)
        );
    }

    // An outcome that is not the current attempt's comes from before a restart: it is in the ledger and changes nothing here.
    internal static Decision<IEvent> TakeOutcome(RunState state, EffectSettings settings, EffectOutcome outcome, long now)
    {
        if (!state.InFlight || outcome.Id != state.CurrentEffect)
            return Decision<IEvent>.Nothing;
        var (step, attempt) = (state.Step!.Id, state.Attempt);
        IEvent fact =
            outcome.Result == EffectResult.Ok
                ? new StepSucceeded(step, attempt, outcome.Detail, outcome.DurationMs, now)
                : new StepFailed(step, attempt, outcome.Result, outcome.Detail, outcome.DurationMs, now);
        return SequelRules.After(state, settings, now, fact);
    }

    private static Decision<IEvent> TakeVerdict(RunState state, EffectSettings settings, RecordVerdict verdict, long now) =>
        state.Phase != RunPhase.Verifying || verdict.Round != state.Round ? Decision<IEvent>.Nothing
        : verdict.Passed ? Decision<IEvent>.Of(new Ended(RunPhase.Verified, verdict.Reason, now))
        : SequelRules.After(state, settings, now, new Failed($"verification {verdict.Round}: {verdict.Reason}", now));
}
