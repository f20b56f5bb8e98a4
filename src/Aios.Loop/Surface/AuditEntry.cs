namespace Aios.Loop.Surface;

/// <summary>One line of the audit: who asked for what, and what became of it.</summary>
/// <param name="Person">The same for whatever place the person asks from.</param>
/// <param name="Detail">With where it came from.</param>
/// <param name="Role">The role it was asked with; empty when nobody was known.</param>
/// <param name="Action">The verb, or <c>login</c>, <c>refused</c> and their like.</param>
/// <param name="Arguments">As JSON, cut to 500 characters; no secrets.</param>
/// <param name="Code">One of <see cref="Verbs.ExitCode"/>.</param>
/// <param name="TraceId">W3C trace id of the request; null when it had none.</param>
public sealed record AuditEntry(
    string Person,
    string Detail,
    string Role,
    string Action,
    string Arguments,
    int Code,
    string? Error,
    string? TraceId
);
