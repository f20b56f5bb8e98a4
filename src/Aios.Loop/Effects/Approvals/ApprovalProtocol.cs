using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects.Approvals;

/// <summary>What people are asked about runs, what they say, and what is kept of it.</summary>
public static class ApprovalProtocol
{
    public interface ICommand;

    public interface IEvent
    {
        ApprovalId Id { get; }

        /// <summary>Milliseconds since the Unix epoch.</summary>
        long AtWall { get; }
    }

    public interface IQuery;

    public interface IReply;

    /// <param name="Code">As the approval was shown with; it proves that whoever says yes has looked.</param>
    /// <param name="By">Who says it; the same person always has the same name.</param>
    /// <param name="IsOnlyPerson">Where it comes from nobody else can ever say anything.</param>
    public sealed record Approve(ApprovalId Id, string Code, string Reason, string By, bool IsOnlyPerson) : ICommand;

    public sealed record Deny(ApprovalId Id, string Reason, string By) : ICommand;

    /// <summary>A run asks.</summary>
    public sealed record Requested(Approval Approval, long AtWall) : IEvent
    {
        public ApprovalId Id => Approval.Id;
    }

    /// <summary>One person said yes.</summary>
    public sealed record Signed(ApprovalId Id, string By, string Reason, long AtWall) : IEvent;

    /// <summary>As many as are needed said yes.</summary>
    public sealed record Granted(ApprovalId Id, long AtWall) : IEvent;

    public sealed record Denied(ApprovalId Id, string By, string Reason, long AtWall) : IEvent;

    /// <summary>Nobody said yes in time.</summary>
    public sealed record Expired(ApprovalId Id, long AtWall) : IEvent;

    /// <summary>Its run does not ask any more.</summary>
    public sealed record Revoked(ApprovalId Id, string Why, long AtWall) : IEvent;

    public sealed record GetApprovals : IQuery;

    /// <summary>Those that are open, oldest first, then those that are decided, newest first.</summary>
    public sealed record Approvals(IReadOnlyList<Approval> Items) : IReply;

    /// <summary>The one answer: as it stands now, or why it was not changed.</summary>
    /// <param name="Approval">Null for one that is not known.</param>
    public sealed record Answered(Approval? Approval, Refusal? Refusal) : IReply;
}
