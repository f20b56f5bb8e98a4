using Aios.Loop.Surface.Verbs;

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

    public static readonly ProblemKind NotFound = new(
        "not-found",
        404,
        "There is no such thing",
        "Nothing is served at this path, or what it names is not known. /openapi.json lists the paths; each list shows its ids."
    );

    public static readonly ProblemKind NoMethod = new(
        "method-not-allowed",
        405,
        "The path takes another method",
        "'Allow' names the methods that it takes."
    );

    public static readonly ProblemKind Conflict = new(
        "conflict",
        409,
        "It does not allow this as it stands now",
        "It is there, and its state forbids what was asked: it is over, decided, or so already. Look at it, then decide again."
    );

    public static readonly ProblemKind StillRunning = new(
        "still-running",
        409,
        "The first request under this key is still being carried out",
        "Ask again with the same Idempotency-Key after 'Retry-After' seconds: the answer will be that of the first request."
    );

    public static readonly ProblemKind OutcomeUnknown = new(
        "outcome-unknown",
        409,
        "The node ended while it carried out the request under this key",
        "Nobody knows whether it happened, and it is not done again on its own. Look at what it was about, then send what is still needed under a new Idempotency-Key."
    );

    public static readonly ProblemKind TooLarge = new(
        "too-large",
        413,
        "The body is too large",
        "'detail' says how much is taken. Send less at once."
    );

    public static readonly ProblemKind WrongMedia = new(
        "unsupported-media-type",
        415,
        "The body is of another type than is taken here",
        "Send it as 'Content-Type: application/json', or as 'detail' says."
    );

    public static readonly ProblemKind WrongHost = new(
        "wrong-host",
        421,
        "This name is not served here",
        "The Host of the request is none of those that the node serves. Ask under the address that it printed."
    );

    public static readonly ProblemKind KeyReused = new(
        "key-reused",
        422,
        "The Idempotency-Key belongs to another request",
        "A key stands for one request: the same body again is answered as before, another body needs another key. Keys are kept for 24 h."
    );

    public static readonly ProblemKind TooMany = new(
        "too-many-requests",
        429,
        "The caller asks too often",
        "Wait 'Retry-After' seconds. X-RateLimit-Limit, -Remaining and -Reset tell how much is left; aios.office.requests-per-second sets it."
    );

    public static readonly ProblemKind Failed = new(
        "failed",
        500,
        "It failed",
        "'detail' says what is known. The log of the node has more under the same trace id."
    );

    public static readonly ProblemKind Unsupported = new(
        "unsupported",
        501,
        "This node cannot do it",
        "A part that it needs is not there, such as full-text search; 'detail' names it."
    );

    public static readonly ProblemKind Unavailable = new(
        "unavailable",
        503,
        "Who should answer does not, at present",
        "An actor did not answer in time, the log cannot take more at present, or the node is stopping. Ask again later; for a write use the same Idempotency-Key."
    );

    public static readonly ProblemKind NotReady = new(
        "not-ready",
        503,
        "The node may not take work at present",
        "'detail' names the parts that keep it from that: node (it starts or stops), journal, store or folder (what it is told cannot be put on record). 'aios status' on its machine says more."
    );

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        BadRequest,
        Unknown,
        Forbidden,
        NotFound,
        NoMethod,
        Conflict,
        StillRunning,
        OutcomeUnknown,
        TooLarge,
        WrongMedia,
        WrongHost,
        KeyReused,
        TooMany,
        Failed,
        Unsupported,
        Unavailable,
        NotReady,
    ];

    /// <summary>Of an answer that has only a status: the first kind with it, else the plainest of its hundred.</summary>
    public static ProblemKind Of(int status) =>
        All.FirstOrDefault(kind => kind.Status == status) ?? (status < 500 ? BadRequest : Failed) with { Status = status };

    /// <summary>Null when the verb ended well; to find something that is not well is to end well.</summary>
    public static ProblemKind? Of(VerbEnd end) =>
        end switch
        {
            { Code: ExitCode.Done or ExitCode.Unhealthy } => null,
            { Fault: VerbFault.NotFound } => NotFound,
            { Fault: VerbFault.Conflict } => Conflict,
            { Fault: VerbFault.Unavailable } or { Code: ExitCode.NotReachable or ExitCode.Interrupted or ExitCode.Terminated } =>
                Unavailable,
            { Fault: VerbFault.Unsupported } => Unsupported,
            { Code: ExitCode.Usage } => BadRequest,
            { Code: ExitCode.Refused } => Forbidden,
            _ => Failed,
        };
}
