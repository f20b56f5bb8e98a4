using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Loop.Effects.Approvals;

/// <summary>Which questions there are: those that runs ask, until somebody answers, their time is over, or the run asks no more.</summary>
public static class QuestionRules
{
    /// <param name="waiting">The runs that ask now.</param>
    /// <param name="find">A run as it stands now; null for one that is not kept.</param>
    /// <param name="isOver">Its time is over: who keeps the questions measures it.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Look(
        ApprovalState state,
        IEnumerable<RunState> waiting,
        Func<RunId, RunState?> find,
        Func<Approval, bool> isOver,
        long now
    )
    {
        var facts = new List<IEvent>();
        foreach (var open in state.Open)
            if (find(open.Run) is var run && !IsAskedBy(open, run))
                facts.Add(
                    run is { Phase: RunPhase.Expired } || run?.Stop?.As == RunPhase.Expired
                        ? new Expired(open.Id, now)
                        : new Revoked(open.Id, run is null ? "its run is not known any more" : $"its run is {run.Phase.Text()}", now)
                );
            else if (isOver(open))
                facts.Add(new Expired(open.Id, now));
        foreach (var run in waiting)
            if (run.Asked is { } asked && state.Find(ApprovalId.Of(run.Plan.Id, asked.Round)) is null)
                facts.Add(new Requested(Of(run, asked), now));
        return new Decision<IEvent>(facts);
    }

    /// <summary>What the runs that still ask have to be told: the answer was given before they could hear it.</summary>
    public static IEnumerable<Approval> Unheard(ApprovalState state, IEnumerable<RunState> waiting) =>
        from run in waiting
        where run.Asked is not null
        let found = state.Find(ApprovalId.Of(run.Plan.Id, run.Asked!.Round))
        where found is { Standing: not (ApprovalStanding.Open or ApprovalStanding.Revoked) }
        select found;

    /// <summary>The answer as the run hears it.</summary>
    public static RunProtocol.RecordApproval AnswerTo(Approval decided) =>
        new(
            decided.Run,
            decided.Round,
            decided.Standing switch
            {
                ApprovalStanding.Granted => RunPhase.Approved,
                ApprovalStanding.Denied => RunPhase.Denied,
                _ => RunPhase.Expired,
            },
            decided.Id.Value,
            decided.Hash,
            decided.DecidedBy,
            decided.Why
        );

    public static bool IsAskedBy(Approval approval, RunState? run) =>
        run is { Phase: RunPhase.WaitingApproval, Asked: { } asked } && asked.Round == approval.Round;

    private static Approval Of(RunState run, RunProtocol.ApprovalAsked asked) =>
        new(
            ApprovalId.Of(run.Plan.Id, asked.Round),
            run.Plan.Id,
            asked.Round,
            run.Plan.Playbook,
            run.Plan.Version,
            run.Plan.Target,
            asked.Step,
            asked.Need,
            asked.Hash,
            asked.Text,
            run.Plan.TraceId,
            run.Plan.EventId.Value,
            asked.AtWall,
            asked.AtWall + asked.WithinMs
        );
}
