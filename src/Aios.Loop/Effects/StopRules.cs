using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.RunProtocol;

namespace Aios.Loop.Effects;

/// <summary>When people have a say in a run: they are asked, they say yes or no, they end it.</summary>
public static class StopRules
{
    /// <summary>Why not, or the facts of its end; an effect that is under way is let end first.</summary>
    internal static Decision<IEvent> Cancel(RunState state, EffectSettings settings, CancelRun said, long now) =>
        state switch
        {
            { IsOver: true } => No(
                said.Run,
                $"it is over: {state.Phase.Text()}",
                "there is nothing to cancel; 'aios runs show RUN' shows it"
            ),
            { Stop: { } stop } => No(said.Run, $"it is being ended already: {stop.Reason}", "wait for its end: 'aios runs show RUN'"),
            { Compensates: true } or { IsRolledBack: true } => No(
                said.Run,
                "it failed and puts back what it did already",
                "wait for its end: 'aios runs show RUN'"
            ),
            _ => SequelRules.After(
                state,
                settings,
                now,
                new Stopping(RunPhase.Cancelled, said.By, $"cancelled by {said.By}: {said.Reason}", now)
            ),
        };

    /// <summary>Nobody said yes in time.</summary>
    internal static Decision<IEvent> Expire(RunState state, EffectSettings settings, long now) =>
        Close(state, settings, new Stopping(RunPhase.Expired, "nobody", "nobody said yes in time", now), now);

    /// <summary>A yes is for exactly what was shown. Were anything else to be done by now, people are asked again.</summary>
    internal static Decision<IEvent> Answer(RunState state, EffectSettings settings, RecordApproval said, long now)
    {
        if (state is not { Phase: RunPhase.WaitingApproval, Asked: { } asked } || asked.Round != said.Round)
            return Decision<IEvent>.Nothing;
        if (said.As == RunPhase.Denied)
            return Close(state, settings, new Stopping(RunPhase.Denied, said.By, $"denied by {said.By}: {said.Reason}", now), now);
        if (said.As == RunPhase.Expired)
            return Close(state, settings, new Stopping(RunPhase.Expired, said.By, said.Reason, now), now);
        var hash = ApprovalRules.HashOf(state.Plan, asked.Step);
        if (hash != asked.Hash || hash != said.Hash)
            return Decision<IEvent>.Of(Ask(state, settings, now));
        return SequelRules.After(state, settings, now, new ApprovalGiven(asked.Round, said.Approval, said.By, now));
    }

    /// <summary>Before the first step, or at one of kind approve.</summary>
    internal static bool IsToAsk(RunState state) =>
        state.Step?.Action is EffectAction.Approve || (state.Phase == RunPhase.Planned && state.Plan.Approval != ApprovalNeed.Auto);

    internal static ApprovalAsked Ask(RunState state, EffectSettings settings, long now)
    {
        var isFirst = state.Plan.Approval != ApprovalNeed.Auto && state.Approval is null;
        var step = isFirst ? null : state.Step!;
        return new ApprovalAsked(
            (state.Asked?.Round ?? 0) + 1,
            isFirst ? state.Plan.Approval : ApprovalNeed.One,
            step?.Id,
            ApprovalRules.HashOf(state.Plan, step?.Id),
            ApprovalRules.TextOf(state.Plan, step),
            (long)settings.Approvals.Within.TotalMilliseconds,
            now
        );
    }

    // Where nothing was done yet there is nothing to put back: it ends.
    private static Decision<IEvent> Close(RunState state, EffectSettings settings, Stopping why, long now) =>
        state.Touched.IsEmpty ? Decision<IEvent>.Of(new Ended(why.As, why.Reason, now)) : SequelRules.After(state, settings, now, why);

    private static Decision<IEvent> No(RunId run, string why, string remedy) =>
        Decision<IEvent>.Refused(new Refusal("run", run.Value, why, remedy));
}
