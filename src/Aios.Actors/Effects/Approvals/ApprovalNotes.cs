using Aios.Actors.Spine;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Effects.Approvals.ApprovalProtocol;

namespace Aios.Actors.Effects.Approvals;

/// <summary>What became of a question, as the event log has it.</summary>
internal static class ApprovalNotes
{
    public const string Source = "aios/approvals";

    /// <param name="approval">As it stands after the fact; null when it is not kept any more.</param>
    public static Event? Of(Shell shell, IEvent fact, Approval? approval)
    {
        if (approval is null)
            return null;
        var (type, severity, by, reason) = fact switch
        {
            Requested => (EventTypes.ApprovalRequested, Severity.Warn, null, null),
            Signed yes => (EventTypes.ApprovalSigned, Severity.Info, yes.By, yes.Reason),
            Granted => (EventTypes.ApprovalGranted, Severity.Info, approval.DecidedBy, approval.Signatures[^1].Reason),
            Denied no => (EventTypes.ApprovalDenied, Severity.Info, no.By, no.Reason),
            Expired => (EventTypes.ApprovalExpired, Severity.Warn, approval.DecidedBy, approval.Why),
            Revoked gone => (EventTypes.ApprovalRevoked, Severity.Info, (string?)null, (string?)gone.Why),
            _ => throw new InvalidOperationException($"no event for {fact.GetType().Name}"),
        };
        return shell.Note(
            type,
            Source,
            severity,
            LooseJson.Object(
                ("approval", approval.Id.Value),
                ("run", approval.Run.Value),
                ("playbook", approval.Playbook.Value),
                ("version", approval.Version),
                ("target", approval.Target),
                ("step", approval.Step),
                ("need", approval.Need.ToString().ToLowerInvariant()),
                ("text", approval.Text),
                ("hash", approval.Hash),
                ("by", by),
                ("reason", reason),
                ("expires_at", approval.ExpiresAt)
            ),
            traceId: approval.TraceId,
            causeId: approval.CauseId
        ) with
        {
            Timestamp = fact.AtWall,
        };
    }
}
