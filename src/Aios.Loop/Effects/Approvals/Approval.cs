using System.Collections.Immutable;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Effects.Approvals;

/// <summary>Identifies one question to people: <c>RUN.ROUND</c>.</summary>
public readonly record struct ApprovalId(string Value)
{
    public static ApprovalId Of(RunId run, int round) => new($"{run}.{round}");

    public override string ToString() => Value;
}

/// <summary>One question to people, bound to exactly what would be done.</summary>
/// <param name="Step">Of kind approve; null: the question is about the whole run.</param>
/// <param name="Hash">Hex SHA-256 of what would be done.</param>
/// <param name="Text">The same in one line.</param>
/// <param name="AskedAt">Milliseconds since the Unix epoch, as <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">From then on the answer is no.</param>
public sealed record Approval(
    ApprovalId Id,
    RunId Run,
    int Round,
    PlaybookId Playbook,
    int Version,
    string Target,
    string? Step,
    ApprovalNeed Need,
    string Hash,
    string Text,
    string? TraceId,
    string CauseId,
    long AskedAt,
    long ExpiresAt
)
{
    public ApprovalStanding Standing { get; init; }

    /// <summary>Who said yes, in that order.</summary>
    public ImmutableArray<Signature> Signatures { get; init; } = [];

    /// <summary>Who decided it; empty while it is open, and where nobody did.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>For people; may be empty.</summary>
    public string Why { get; init; } = "";

    /// <summary>Milliseconds since the Unix epoch; null while it is open.</summary>
    public long? DecidedAt { get; init; }

    public bool IsOpen => Standing == ApprovalStanding.Open;
}

/// <param name="AtWall">Milliseconds since the Unix epoch.</param>
public sealed record Signature(string By, string Reason, long AtWall);

public enum ApprovalStanding
{
    Open,
    Granted,
    Denied,
    Expired,
    Revoked,
}
