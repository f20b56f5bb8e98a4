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

/// <summary>An entry as it is on record.</summary>
/// <param name="Seq">Its number in the event log.</param>
/// <param name="At">Milliseconds since the Unix epoch.</param>
public sealed record AuditRecord(long Seq, long At, AuditEntry Entry);

/// <summary>Which entries are wanted; what is null does not restrict.</summary>
/// <param name="Since">Milliseconds since the Unix epoch, as <paramref name="Until"/>.</param>
/// <param name="Limit">At most so many.</param>
public sealed record AuditQuery(string? Person, string? Action, long? Since, long? Until, int Limit);

/// <summary>Whether the record is whole.</summary>
/// <param name="Records">Of the whole log, whose chain of hashes runs through the entries too.</param>
/// <param name="Entries">Entries of the audit among them.</param>
/// <param name="LastHash">To be noted elsewhere: only who knows a later hash sees that the end was cut off.</param>
/// <param name="Fault">Null when nothing is wrong.</param>
public sealed record AuditCheck(long Records, long Entries, long LastSeq, string LastHash, string? Fault);
