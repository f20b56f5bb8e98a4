using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Api;

/// <summary>One route per verb, as the <see cref="RouteTable"/> has it.</summary>
internal sealed class VerbRoutes(OfficeHost host, Idempotency keys, Operations operations)
{
    public void Map(IEndpointRouteBuilder routes, ApiGuard guard)
    {
        foreach (var route in RouteTable.Of(host.Verbs.All))
            routes
                .MapMethods(
                    route.Path,
                    [route.Method],
                    route.IsWrite ? guard.Of((context, caller) => Write(context, caller, route))
                        : route.IsStream ? guard.Of((context, caller) => Follow(context, caller, route))
                        : guard.Of((context, caller) => Read(context, caller, route))
                )
                .Require(route.Verb.LeastRole);
    }

    private async Task<Answer> Read(HttpContext context, VerbCaller caller, ApiRoute route)
    {
        var arguments = Asked(context, route).InParts();
        if (arguments.Faults.Count > 0)
            return ApiCall.Faulty(context, arguments.Faults);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ApiCall.Stopping(context));
        return await ApiCall.Run(host, context, Call(route, caller, arguments), route.Verb, cancel.Token);
    }

    private Task Follow(HttpContext context, VerbCaller caller, ApiRoute route)
    {
        var arguments = Asked(context, route);
        return arguments.Faults.Count > 0
            ? ApiCall.Faulty(context, arguments.Faults).Write(context)
            : FrameStream.Run(host, context, Call(route, caller, arguments), FrameStream.OnlyId);
    }

    private async Task<Answer> Write(HttpContext context, VerbCaller caller, ApiRoute route)
    {
        var body = await RequestBody.Read(context);
        var arguments = new RequestArguments(route).FromPath(RawTarget(context)).FromQuery(context.Request.Query);
        arguments.FromBody(RequestBody.ObjectOf(body));
        IReadOnlyList<string> faults = Idempotency.Fault(context, route.Verb.TellsSecret) is { } fault
            ? [.. arguments.Faults, fault]
            : arguments.Faults;
        if (faults.Count > 0)
            return ApiCall.Faulty(context, faults);
        var call = Call(route, caller, arguments);
        // A refusal for the role is not kept: with another role the same request may be right.
        if (!caller.Role.Permits(route.Verb))
            return await ApiCall.Run(host, context, call, route.Verb, ApiCall.Stopping(context));
        return await keys.Once(
            context,
            caller.Person,
            body,
            () =>
                route.Verb.TakesLong
                    ? operations.Begin(context, call, route.Verb)
                    : ApiCall.Run(host, context, call, route.Verb, ApiCall.Stopping(context))
        );
    }

    private static RequestArguments Asked(HttpContext context, ApiRoute route) =>
        new RequestArguments(route).FromPath(RawTarget(context)).FromQuery(context.Request.Query);

    private static string RawTarget(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static VerbCall Call(ApiRoute route, VerbCaller caller, RequestArguments arguments) =>
        new(route.Verb.Name, arguments.Values, caller);
}
