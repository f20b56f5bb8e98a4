using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Api;

/// <summary>What the <c>type</c> of a problem leads to: a few lines for people, whoever they are.</summary>
internal static class ProblemRoutes
{
    public static IReadOnlyList<ProblemKind> All { get; } = [.. ProblemKinds.All, .. AccessProblems.All];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var list = string.Concat(All.Select(kind => $"{kind.Type}  {kind.Title}\n"));
        routes.MapGet("/problems", context => Text(context, list)).OpenToAll();
        foreach (var kind in All)
            routes.MapGet(kind.Type, context => Text(context, $"{kind.Title} (HTTP {kind.Status})\n\n{kind.Help}\n")).OpenToAll();
    }

    private static Task Text(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
