using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>How a run goes on after a crash, when an attempt may or may not have happened.</summary>
public static class RecoveryRules
{
    internal static Decision<IEvent> TakeUp(RunState state, EffectSettings settings, IReadOnlyList<EffectRecord> ledger, long now)
    {
        if (state.InFlight && ledger.FirstOrDefault(entry => entry.Intent.Id == state.CurrentEffect) is { } record)
        {
            if (record.Outcome is { } outcome)
                return RunRules.TakeOutcome(state, outcome, now);
            // Asked already, before an earlier stop.
            if (!state.IsUnknown && state.Phase != RunPhase.WaitingForPerson)
                return Lose(state, settings, now);
        }
        else if (IsStopped(state) && state.InFlight)
            // It was never begun, and is not begun any more.
            return new Decision<IEvent>([.. CompensationRules.Begin(state with { InFlight = false }, now)]);
        return now >= state.DeadlineAt ? RunRules.PassOver(state, now) : Decision<IEvent>.Nothing;
    }

    internal static Decision<IEvent> TakeDoubt(RunState state, EffectSettings settings, string detail, long now)
    {
        if (!state.IsUnknown)
            return Decision<IEvent>.Nothing;
        var doubt = new StepInDoubt(state.Step!.Id, state.Attempt, detail, now);
        return IsStopped(state) ? new Decision<IEvent>([doubt, .. CompensationRules.Begin(state.Apply(doubt), now)])
            : state.Step.Idempotent ? Decision<IEvent>.Of(doubt)
            : Decision<IEvent>.Of(doubt, Ask(state, settings, now));
    }

    /// <summary>The contract's order: the probe, else once more when that is allowed, else a person. Nothing is repeated that is to end.</summary>
    private static Decision<IEvent> Lose(RunState state, EffectSettings settings, long now)
    {
        var step = state.Step!;
        if (step.Probe is null && step.Idempotent && !IsStopped(state))
            return now >= state.DeadlineAt ? RunRules.PassOver(state, now) : Decision<IEvent>.Nothing;
        var lost = new StepUnknown(step.Id, state.Attempt, now);
        return step.Probe is not null ? Decision<IEvent>.Of(lost)
            : IsStopped(state) ? new Decision<IEvent>([lost, .. CompensationRules.Begin(state.Apply(lost), now)])
            : Decision<IEvent>.Of(lost, Ask(state, settings, now));
    }

    private static bool IsStopped(RunState state) => state is { Stop: not null, Compensates: false };

    private static PersonAsked Ask(RunState state, EffectSettings settings, long now) =>
        new(state.Step!.Id, state.Attempt, (long)settings.AnswerWithin.TotalMilliseconds, now);
}
