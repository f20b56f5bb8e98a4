using Aios.Loop.Effects;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Node.Tests.Inspection;

/// <summary>A question that is open, and one that was answered.</summary>
internal static class FakeApprovals
{
    public static Approval Open { get; } = Of(FakeRuns.Failed, 1, ApprovalNeed.One);

    public static Approval Denied { get; } =
        Of(FakeRuns.Verified, 1, ApprovalNeed.Two) with
        {
            Standing = ApprovalStanding.Denied,
            DecidedBy = "uid 1000",
            Why = "not now",
            DecidedAt = FakeViews.Start + 40_000,
        };

    public static IReadOnlyList<Approval> All { get; } = [Open, Denied];

    /// <summary>The run is not looked at.</summary>
    public static Answered Answer(ICommand said)
    {
        var state = ApprovalState.Empty with { Open = [Open], Decided = [Denied] };
        var run = FakeRuns.Failed.Apply(
            new RunProtocol.ApprovalAsked(1, ApprovalNeed.One, null, Open.Hash, Open.Text, 3_600_000, Open.AskedAt)
        );
        var decision = AnswerRules.Decide(state, ApprovalSettings.Default, said, run, _ => false, Open.AskedAt + 1_000);
        foreach (var fact in decision.Events)
            state = state.Apply(fact);
        var id = said is Approve yes ? yes.Id : ((Deny)said).Id;
        return new Answered(state.Find(id), decision.Refusal);
    }

    private static Approval Of(RunState run, int round, ApprovalNeed need) =>
        new(
            ApprovalId.Of(run.Plan.Id, round),
            run.Plan.Id,
            round,
            run.Plan.Playbook,
            run.Plan.Version,
            run.Plan.Target,
            null,
            need,
            ApprovalRules.HashOf(run.Plan, null),
            ApprovalRules.TextOf(run.Plan, null),
            run.Plan.TraceId,
            run.Plan.EventId.Value,
            FakeViews.Start + 30_000,
            FakeViews.Start + 3_630_000
        );
}
