using Aios.Office.Answers;

namespace Aios.Office.Access;

/// <summary>Why somebody is not let in, besides an unknown caller and too small a role.</summary>
internal static class AccessProblems
{
    public static readonly ProblemKind ForeignOrigin = new(
        "foreign-origin",
        403,
        "Another page may not ask",
        "The Origin of the request is not the office's own, or a write came without one. Pages of other sites get nothing; programs send a bearer token."
    );

    public static readonly ProblemKind Antiforgery = new(
        "antiforgery",
        403,
        "The page did not prove that it is the office's own",
        "A write that a cookie lets in carries the 'antiforgery' of GET /api/v1/session in the header X-Aios-Antiforgery."
    );

    public static readonly ProblemKind ReadOnly = new(
        "read-only",
        403,
        "Nothing can be changed from here",
        "The office runs with aios.office.readonly. The command line on the node's machine still writes."
    );

    public static readonly ProblemKind NoLogin = new(
        "login",
        401,
        "This login opens nothing",
        "A printed login is good once, for 15 minutes; a token until it expires or is revoked. 'aios office url' prints another login."
    );

    public static IReadOnlyList<ProblemKind> All { get; } = [ForeignOrigin, Antiforgery, ReadOnly, NoLogin];
}
