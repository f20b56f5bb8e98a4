using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>What becomes of a run whose time is over: it never ends half-done because of that.</summary>
public static class DeadlineRules
{
    /// <summary>Who ends a run at its deadline, as the record names it.</summary>
    public const string By = "deadline";

    /// <summary>Who ends a run that cannot go on.</summary>
    public const string Runs = "aios/runs";

    internal static Decision<IEvent> Pass(RunState run, EffectSettings settings, long now) =>
        run.Phase == RunPhase.WaitingApproval ? StopRules.Expire(run, settings, now) : End(run, settings, Stop(run, now), now);

    internal static Decision<IEvent> GiveUp(RunState run, EffectSettings settings, string why, long now) =>
        End(run, settings, new Stopping(RunPhase.RolledBack, Runs, why, now), now);

    private static Decision<IEvent> End(RunState run, EffectSettings settings, Stopping stop, long now) =>
        run switch
        {
            { Compensates: true } => SequelRules.After(run, settings, now, CompensationRules.Fail(run, stop.Reason, now)),
            // What was under way has not ended by now: it stays as it is, and is named.
            { IsStopped: true } => SequelRules.After(run, settings, now, CompensationRules.Begin(run, now)),
            { IsToldAbout: true } => Decision<IEvent>.Of(CompensationRules.End(run, now)),
            { InFlight: false, HasActed: false } => Decision<IEvent>.Of(
                new Ended(RunPhase.Expired, $"{stop.Reason}; nothing was done", now)
            ),
            _ => SequelRules.After(run, settings, now, stop),
        };

    /// <summary>
    /// When a run is taken up. The time in which it could not go on counts for what was still to be done, not for what is being put back or
    /// told: that goes on.
    /// </summary>
    /// <param name="neverBegun">The attempt that is on record as started was not handed to the door, and is not any more.</param>
    internal static Decision<IEvent> PassAtTakeUp(RunState state, EffectSettings settings, bool neverBegun, long now)
    {
        if (now < state.DeadlineAt)
            return Decision<IEvent>.Nothing;
        if (!state.Compensates && !state.IsToldAbout)
            return Pass(neverBegun ? state with { InFlight = false } : state, settings, now);
        var budget = CompensationRules.BudgetMs(state.Plan, state.Leg[state.Position..]);
        return Decision<IEvent>.Of(new Held(now - state.DeadlineAt + budget, "the node did nothing meanwhile", now));
    }

    internal static Stopping Stop(RunState state, long now) => new(RunPhase.RolledBack, By, Reason(state), now);

    private static string Reason(RunState state) =>
        state.Phase == RunPhase.WaitingForPerson ? $"{Unknown(state)}, and nobody said in time whether it did"
        : state.IsUnknown ? $"{Unknown(state)}, and its probe did not tell before the deadline"
        : $"deadline of {state.Plan.DeadlineMs} ms passed while {state.Phase.Text()}"
            + (state.InFlight ? $" at step {state.Step!.Id}" : "");

    private static string Unknown(RunState state) =>
        $"{RunRules.UnknownEffect}: step {state.Step!.Id} may or may not have happened when the node stopped";
}
