using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>
/// What follows from what is on record, without anybody being asked. The log may end between any two facts of one decision: who takes the run
/// up again finds here what is missing, and it is the same that would have been written then.
/// </summary>
public static class SequelRules
{
    /// <summary>What happened, and all that follows from it.</summary>
    internal static Decision<IEvent> After(RunState state, EffectSettings settings, long now, params IEnumerable<IEvent> happened)
    {
        var facts = new List<IEvent>(happened);
        foreach (var fact in facts)
            state = state.Apply(fact);
        while (Owed(state, settings, now) is { } next)
        {
            facts.Add(next);
            state = state.Apply(next);
        }
        return new Decision<IEvent>(facts);
    }

    /// <summary>The next fact that follows; null when the run waits for something: a slot, an outcome, a verdict, a person, a time.</summary>
    public static IEvent? Owed(RunState state, EffectSettings settings, long now) =>
        state switch
        {
            { IsOver: true } or { Phase: RunPhase.WaitingForPerson or RunPhase.WaitingApproval or RunPhase.Verifying } => null,
            { IsStopped: true } => state.IsUnderWay ? null : CompensationRules.Begin(state, now),
            { IsDark: true } => new PersonAsked(state.Step!.Id, state.Attempt, (long)settings.AnswerWithin.TotalMilliseconds, now),
            { InFlight: true } => null,
            { IsFailing: true } => Climb(state, now),
            { Broken: { } bad } => AfterFailure(state, bad, now),
            { Step: not null } => null,
            { Compensates: true } => CompensationRules.After(state, now),
            _ => AfterLeg(state, now),
        };

    private static IEvent AfterLeg(RunState state, long now) =>
        KindOf(state, state.Rung) switch
        {
            RungKind.Rollback => CompensationRules.Begin(state, now),
            RungKind.Escalate => CompensationRules.End(state, now),
            _ when state.Plan.Gate.Kind == GateKind.None => new Ended(
                RunPhase.Verified,
                "people were told; there is nothing to verify",
                now
            ),
            _ => new GateAsked(state.Round + 1, now),
        };

    private static IEvent AfterFailure(RunState state, StepFailed bad, long now)
    {
        if (bad.Result == EffectResult.NotHappened)
            return new WaitingToRetry(bad.Step, bad.Attempt + 1, 0, now);
        var (retry, failures) = (state.Plan.Retry, bad.Attempt - state.NotHappened);
        if (failures <= retry.Retries && state.Step is { } step && retry.IsWorthAnother(step.Action, bad.Result))
            return new WaitingToRetry(
                bad.Step,
                bad.Attempt + 1,
                retry.DelayMs(failures, EffectIntent.IdOf(state.Plan.Id, bad.Step, bad.Attempt)),
                now
            );
        var why = $"step {bad.Step}: {bad.Detail}";
        return state.Compensates ? CompensationRules.Fail(state, why, now) : new Failed(why, now);
    }

    private static IEvent Climb(RunState state, long now) =>
        state.UndoLeft is not null || state.IsRolledBack ? CompensationRules.Tell(state, now)
        : KindOf(state, state.Rung + 1) is { } kind ? new RungTaken(state.Rung + 1, kind, now)
        : CompensationRules.End(state, now);

    private static RungKind? KindOf(RunState state, int rung) =>
        rung >= 0 && rung < state.Plan.Ladder.Count ? state.Plan.Ladder[rung].Kind : null;
}
