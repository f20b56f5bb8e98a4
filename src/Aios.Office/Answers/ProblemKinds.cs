namespace Aios.Office.Answers;

/// <summary>All kinds. Which status stands for what is decided here and nowhere else.</summary>
internal static class ProblemKinds
{
    public static readonly ProblemKind BadRequest = new(
        "bad-request",
        400,
        "The request is not right",
        "Something in the query, the path or the body is wrong; 'errors' lists all of it. Correct that and send it again."
    );

    public static readonly ProblemKind Unknown = new(
        "unauthenticated",
        401,
        "Who asks is not known",
        "Log in with the link that the node printed, or send 'Authorization: Bearer TOKEN'. 'aios office url' prints another link."
    );

    public static readonly ProblemKind Forbidden = new(
        "forbidden",
        403,
        "The caller may not do this",
        "'detail' says what is missing: a role, a confirmation, or the right place to ask from."
    );

    public static readonly ProblemKind TooLarge = new(
        "too-large",
        413,
        "The body is too large",
        "'detail' says how much is taken. Send less at once."
    );

    public static readonly ProblemKind WrongHost = new(
        "wrong-host",
        421,
        "This name is not served here",
        "The Host of the request is none of those that the node serves. Ask under the address that it printed."
    );

    public static readonly ProblemKind TooMany = new(
        "too-many-requests",
        429,
        "The caller asks too often",
        "Wait 'Retry-After' seconds. X-RateLimit-Limit, -Remaining and -Reset tell how much is left; aios.office.requests-per-second sets it."
    );

    public static readonly ProblemKind Unavailable = new(
        "unavailable",
        503,
        "Who should answer does not, at present",
        "An actor did not answer in time, or the node is stopping. Ask again later; for a write use the same Idempotency-Key."
    );
}
