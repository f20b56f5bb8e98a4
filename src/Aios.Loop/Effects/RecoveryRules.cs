using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>How a run goes on after a crash: what its records leave open is added, what the ledger knows is taken, nothing is guessed.</summary>
public static class RecoveryRules
{
    internal static Decision<IEvent> TakeUp(RunState state, EffectSettings settings, Resume resume, long now)
    {
        var record = state.InFlight ? resume.Ledger.FirstOrDefault(entry => entry.Intent.Id == state.CurrentEffect) : null;
        if (record?.Outcome is { } outcome)
            return RunRules.TakeOutcome(state, settings, outcome, now);
        var missing = SequelRules.After(state, settings, now);
        if (missing.Events.Count > 0)
            return missing;
        // Asked already, before an earlier stop.
        if (record is not null && !state.IsUnknown && state.Phase != RunPhase.WaitingForPerson)
            return Lose(state, settings, now);
        if (resume.HeldMs > 0 && now >= state.DeadlineAt)
            return Decision<IEvent>.Of(new Held(resume.HeldMs, RunRules.HeldBack, now));
        var neverBegun = state is { InFlight: true, Step.Action.IsOutside: true } && record is null;
        return neverBegun && state.IsStopped
            ? SequelRules.After(state, settings, now, CompensationRules.Begin(state with { InFlight = false }, now))
            : DeadlineRules.PassAtTakeUp(state, settings, neverBegun, now);
    }

    internal static Decision<IEvent> TakeDoubt(RunState state, EffectSettings settings, string detail, long now) =>
        state.IsUnknown
            ? SequelRules.After(state, settings, now, new StepInDoubt(state.Step!.Id, state.Attempt, detail, now))
            : Decision<IEvent>.Nothing;

    /// <summary>The contract's order: the probe, else once more when that is allowed, else a person. Nothing is repeated that is to end.</summary>
    private static Decision<IEvent> Lose(RunState state, EffectSettings settings, long now)
    {
        var step = state.Step!;
        var lost = new StepUnknown(step.Id, state.Attempt, now);
        if (step.Probe is not null || !step.Idempotent || state.IsStopped)
            return SequelRules.After(state, settings, now, lost);
        if (now < state.DeadlineAt || state.Compensates || state.IsToldAbout)
            return DeadlineRules.PassAtTakeUp(state, settings, neverBegun: false, now);
        return SequelRules.After(state, settings, now, lost, DeadlineRules.Stop(state, now));
    }
}
