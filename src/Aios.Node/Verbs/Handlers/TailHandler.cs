using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Handlers;

internal static class TailHandler
{
    public static async Task<VerbEnd> Tail(NodeCall call)
    {
        var match = new EventMatch(call.Arguments);
        if (match.Fault is { } fault)
            return VerbEnd.Usage(fault);
        var after = call.Arguments.Whole("after") ?? (await call.Views.Status()).LastSeq;
        var left = call.Arguments.Whole("limit", long.MaxValue);
        await foreach (var recorded in call.Views.Tail(after, match.Type ?? "*", call.Cancel))
        {
            if (!match.Holds(recorded))
                continue;
            await call.Output.Item(EventItem.Of(recorded));
            if (--left <= 0)
                return VerbEnd.Done;
        }
        return VerbEnd.Unavailable("the node ended the stream");
    }
}
