using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class EmitHandler
{
    public static async Task<VerbEnd> Emit(NodeCall call)
    {
        var arguments = call.Arguments;
        _ = Words.TryParse(arguments.Text("severity") ?? "info", out Severity severity);
        var type = arguments.Text("type")!;
        var id = arguments.Text("id");
        var result = await call.Views.Emit(
            new Event
            {
                Id = new EventId(id ?? Guid.CreateVersion7(call.Clock.GetUtcNow()).ToString()),
                HasSuppliedId = id is not null,
                Type = type,
                Source = arguments.Text("source") ?? "cli",
                Timestamp = call.Now,
                Severity = severity,
                Priority = PriorityRules.Of(type, severity, await ScoreFor(type, call.Views)),
                TraceId = arguments.Text("trace") ?? call.Caller.TraceId ?? Guid.CreateVersion7(call.Clock.GetUtcNow()).ToString("N"),
                Payload = arguments.Json("payload"),
            }
        );
        if (result.Recorded is not { } recorded)
        {
            var why = result.Refusal?.ToString() ?? "the event was not recorded";
            return result.IsRetryable ? VerbEnd.Unavailable(why) with { RetryAfter = result.RetryAfter } : VerbEnd.Usage(why);
        }
        await call.Output.Item(
            LooseJson.Object(
                ("seq", recorded.Seq),
                ("id", recorded.Event.Id.Value),
                ("type", recorded.Event.Type),
                ("severity", recorded.Event.Severity.Text()),
                ("priority", recorded.Event.Priority.Text()),
                ("duplicate", result.IsDuplicate)
            )
        );
        return VerbEnd.Done;
    }

    private static async Task<double> ScoreFor(string type, IViews views) =>
        type == EventTypes.ScoreDegraded ? (await views.Score()).Score.Value : 1;
}
