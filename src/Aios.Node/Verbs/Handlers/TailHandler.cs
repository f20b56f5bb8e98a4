using Aios.Loop.Surface;
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
        var told = 0L;
        await foreach (var recorded in call.Views.Tail(after, match.Type ?? "*", call.Cancel))
        {
            var holds = match.Holds(recorded);
            // Said whenever there are twice as many as when it was said last: seldom, and never not at all.
            if (match.Unanswered > 0 && match.Unanswered >= 2 * told)
            {
                told = match.Unanswered;
                await call.Output.Progress($"{told} event(s) have no answer to --where; the first: {match.FirstReason}");
            }
            if (!holds)
                continue;
            await call.Output.Item(EventItem.Of(recorded));
            if (--left <= 0)
                return VerbEnd.Done;
        }
        return VerbEnd.Unavailable("the node ended the stream");
    }
}
