using System.Collections.Immutable;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Loop.Effects.Approvals;

/// <summary>Every open question and the newest answers.</summary>
public sealed record ApprovalState
{
    /// <summary>So many decided ones are kept.</summary>
    public const int Kept = 500;

    public static ApprovalState Empty { get; } = new();

    /// <summary>Oldest first.</summary>
    public ImmutableArray<Approval> Open { get; init; } = [];

    /// <summary>In the order of the answers, newest last.</summary>
    public ImmutableArray<Approval> Decided { get; init; } = [];

    /// <summary>Of the newest fact, milliseconds since the Unix epoch.</summary>
    public long AtWall { get; init; }

    public Approval? Find(ApprovalId id) => Open.FirstOrDefault(each => each.Id == id) ?? Decided.LastOrDefault(each => each.Id == id);

    public ApprovalState Apply(IEvent fact)
    {
        var next = this with { AtWall = fact.AtWall };
        return fact switch
        {
            Requested asked => Find(asked.Id) is null ? next with { Open = Open.Add(asked.Approval) } : next,
            Signed yes => next.Change(yes.Id, each => each with { Signatures = each.Signatures.Add(new(yes.By, yes.Reason, yes.AtWall)) }),
            Granted granted => next.Decide(granted, ApprovalStanding.Granted, null, ""),
            Denied no => next.Decide(no, ApprovalStanding.Denied, no.By, no.Reason),
            Expired late => next.Decide(late, ApprovalStanding.Expired, "nobody", "nobody said yes in time"),
            Revoked gone => next.Decide(gone, ApprovalStanding.Revoked, "", gone.Why),
            _ => throw new InvalidOperationException($"approvals do not know {fact.GetType().Name}"),
        };
    }

    private ApprovalState Change(ApprovalId id, Func<Approval, Approval> change) =>
        Open.FirstOrDefault(each => each.Id == id) is { } found ? this with { Open = Open.Replace(found, change(found)) } : this;

    private ApprovalState Decide(IEvent fact, ApprovalStanding standing, string? by, string why)
    {
        if (Open.FirstOrDefault(each => each.Id == fact.Id) is not { } found)
            return this;
        var decided = Decided.Add(
            found with
            {
                Standing = standing,
                DecidedBy = by ?? string.Join(", ", found.Signatures.Select(each => each.By)),
                Why = why,
                DecidedAt = fact.AtWall,
            }
        );
        return this with { Open = Open.Remove(found), Decided = decided.Length > Kept ? decided[^Kept..] : decided };
    }
}
