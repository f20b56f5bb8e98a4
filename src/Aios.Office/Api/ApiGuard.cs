using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Api;

/// <summary>Stands before every route of the API: who is it, and not too often.</summary>
internal sealed class ApiGuard(OfficeHost host)
{
    private readonly RateLimits _limits = new(host.Settings, host.Clock);

    public RequestDelegate Of(Func<HttpContext, VerbCaller, Task> route) =>
        context =>
            Callers.Of(context) is not { } caller ? Problems.Write(context, ProblemKinds.Unknown)
            : !_limits.Admit(context, caller.Person) ? Problems.Write(context, ProblemKinds.TooMany)
            : route(context, caller with { TraceId = TraceContext.Of(context).TraceId });

    public RequestDelegate Of(Func<HttpContext, VerbCaller, Task<Answer>> route) =>
        Of(async (context, caller) => await (await route(context, caller)).Write(context));
}
