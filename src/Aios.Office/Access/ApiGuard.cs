using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Stands before every route of the API: who is it, and not too often.</summary>
internal sealed class ApiGuard(OfficeHost host)
{
    private readonly RateLimits _limits = new(host.Settings, host.Clock);

    /// <param name="tooMany">What is said to who asks too often, instead of <see cref="ProblemKinds.TooMany"/>.</param>
    public RequestDelegate Of(Func<HttpContext, VerbCaller, Task> route, ProblemKind? tooMany = null) =>
        context =>
            Callers.Of(context) is not { } caller ? Problems.Write(context, ProblemKinds.Unknown)
            : !_limits.Admit(context, caller.Person)
                ? Problems.Write(context, tooMany ?? ProblemKinds.TooMany, tooMany is null ? null : ProblemKinds.TooMany.Title)
            : route(context, caller with { TraceId = TraceContext.Of(context).TraceId });

    public RequestDelegate Of(Func<HttpContext, VerbCaller, Task<Answer>> route, ProblemKind? tooMany = null) =>
        Of(async (context, caller) => await (await route(context, caller)).Write(context), tooMany);
}
