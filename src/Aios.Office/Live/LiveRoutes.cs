using Aios.Office.Access;
using Aios.Office.Answers;
using Aios.Office.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Live;

/// <summary><c>/ws</c>: what goes on, as it changes; and what its frames are, for whoever writes a client.</summary>
internal static class LiveRoutes
{
    public const string Description = "/asyncapi.yaml";

    public static void Use(IApplicationBuilder app) => app.UseWebSockets();

    /// <returns>To be disposed after the last socket ended.</returns>
    public static Projection Map(IEndpointRouteBuilder routes, OfficeHost host)
    {
        var projection = new Projection(host, host.Live);
        var description = new Lazy<string>(Read);
        routes.Map(AccessPipeline.SocketPath, context => Serve(context, host, projection));
        routes.MapGet(Description, context => new Answer(200, "application/yaml", description.Value).Write(context)).OpenToAll();
        return projection;
    }

    private static async Task Serve(HttpContext context, OfficeHost host, Projection projection)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Problems.Write(context, ProblemKinds.BadRequest, $"this path speaks WebSocket with the frames of {Description}");
            return;
        }
        var accept = new WebSocketAcceptContext { KeepAliveInterval = host.Live.KeepAlive, KeepAliveTimeout = host.Live.PongWithin };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        var viewer = new Viewer(Callers.Of(context)!.Role);
        await using var ended = Callers.Ended(context).UnsafeRegister(End(Farewell.RoleChanged), viewer);
        await using var stopping = ApiCall.Stopping(context).UnsafeRegister(End(Farewell.Shutdown), viewer);
        await new LiveSocket(socket, viewer, projection, host.Live, host.Clock, context.Abort).Run();
    }

    private static string Read()
    {
        using var stream = typeof(LiveRoutes).Assembly.GetManifestResourceStream(Description[1..])!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Action<object?> End(Farewell farewell) => viewer => ((Viewer)viewer!).End(farewell);
}
