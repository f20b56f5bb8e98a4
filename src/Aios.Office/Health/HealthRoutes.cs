using Aios.Office.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Health;

/// <summary>What a watcher from outside asks: does the process live, may it take work.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes, OfficeHost host)
    {
        routes.MapGet("/healthz", () => Results.Text("ok\n")).OpenToAll();
    }
}
