using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Health;

/// <summary>What a watcher from outside asks: does the process live, may it take work.</summary>
internal static class HealthRoutes
{
    public const string Live = "/healthz";
    public const string Ready = "/readyz";

    public static void Map(IEndpointRouteBuilder routes, OfficeHost host)
    {
        routes.MapGet(Live, () => Results.Text("ok\n")).OpenToAll();
        routes.MapGet(Ready, context => MayTakeWork(context, host)).OpenToAll();
    }

    // What keeps it from that is told by name to anybody, and why to those who are here or known.
    private static async Task MayTakeWork(HttpContext context, OfficeHost host)
    {
        var failing = host.Readiness is { } readiness ? await readiness.Failing() : [];
        context.Response.Headers.CacheControl = "no-store";
        if (failing.Count == 0)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("ready\n", context.RequestAborted);
            return;
        }
        var mayKnow = Callers.Of(context) is not null || Nearness.IsHere(context, host.Settings);
        await Problems.Write(
            context,
            ProblemKinds.NotReady,
            $"failing: {string.Join(", ", failing.Select(each => each.Part))}",
            mayKnow ? [.. failing.Select(each => $"{each.Part}: {each.Why}")] : null
        );
    }
}
