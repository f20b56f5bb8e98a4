using Aios.Office.Access;
using Aios.Office.Answers;
using Aios.Office.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Api;

/// <summary>Everything below <c>/api/v1</c>: what is derived from the verbs, what other programs hand in, and its description.</summary>
internal static class ApiRoutes
{
    public static void Map(IEndpointRouteBuilder routes, OfficeHost host)
    {
        var guard = new ApiGuard(host);
        var keys = new Idempotency(host.Access, host.Clock);
        var operations = new Operations(host);
        var described = new Lazy<string>(() => OpenApiDocument.Of(host.Verbs));
        new VerbRoutes(host, keys, operations).Map(routes, guard);
        routes
            .MapGet(RouteTable.Root + "/verbs", guard.Of((_, caller) => Task.FromResult(Palette.Of(host, caller.Role))))
            .RequireAnyCaller();
        // Looks at each verb itself, whether it may be run and whether it only reads.
        routes.MapPost(RouteTable.Root + "/verbs/run", guard.Of(new RunRoute(host, keys).Run)).RequireAnyCaller().KeepsReadOnly();
        routes
            .MapGet(
                Operations.Path + "/{id}",
                guard.Of(
                    (context, caller) =>
                        Task.FromResult(
                            operations.Find((string)context.Request.RouteValues["id"]!, caller)
                                ?? Problems.Answer(
                                    context,
                                    ProblemKinds.NotFound,
                                    "no such operation is known; they are forgotten when the node ends"
                                )
                        )
                )
            )
            .RequireAnyCaller();
        new IntakeRoutes(host).Map(routes, guard);
        routes.MapGet(OpenApiDocument.Path, context => new Answer(200, "application/json", described.Value).Write(context)).OpenToAll();
    }
}
