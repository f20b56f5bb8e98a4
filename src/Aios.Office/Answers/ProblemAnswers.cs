using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>Stands before everything: each request has a trace, and whatever ends badly and says nothing says it as a problem.</summary>
internal static class ProblemAnswers
{
    public static void Use(IApplicationBuilder app, OfficeHost host) => app.Use(next => context => Answer(context, next, host));

    private static async Task Answer(HttpContext context, RequestDelegate next, OfficeHost host)
    {
        var response = context.Response;
        response.Headers.TraceParent = TraceContext.Of(context).Header;
        try
        {
            await next(context);
            if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await Problems.Write(context, ProblemKinds.Of(response.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (BadHttpRequestException error) when (!response.HasStarted)
        {
            await Problems.Write(context, ProblemKinds.Of(error.StatusCode), error.Message);
        }
        catch (Exception error)
        {
            if (error is not OperationCanceledException)
                host.Fault(error);
            // An answer that is half out is cut off, so that nobody takes it for whole.
            if (response.HasStarted)
                context.Abort();
            else if (error is OperationCanceledException)
                await Problems.Write(context, ProblemKinds.Unavailable, "the node is stopping");
            else
                await Problems.Write(context, ProblemKinds.Failed, $"{error.GetType().Name}; the log of the node says more");
        }
    }
}
