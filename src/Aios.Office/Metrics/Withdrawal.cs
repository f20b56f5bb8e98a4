using Aios.Office.Answers;
using Aios.Office.Api;
using Microsoft.AspNetCore.Builder;

namespace Aios.Office.Metrics;

/// <summary>Begins nothing new while the node stops, but tells those who watch it from outside.</summary>
internal static class Withdrawal
{
    public static void Use(IApplicationBuilder app) =>
        app.Use(next =>
            context =>
            {
                if (!ApiCall.Stopping(context).IsCancellationRequested || Traffic.AreaOf(context.Request.Path) == Area.Health)
                    return next(context);
                context.Response.Headers.RetryAfter = "5";
                return Problems.Write(context, ProblemKinds.Unavailable, "the node is stopping");
            }
        );
}
