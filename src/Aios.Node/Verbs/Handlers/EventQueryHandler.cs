using Aios.Loop.Surface.Verbs;

namespace Aios.Node.Verbs.Handlers;

internal static class EventQueryHandler
{
    // A long look through the log holds a thread: not the one that waits for the end of the verb's time.
    public static Task<VerbEnd> Query(NodeCall call) =>
        Task.Run(() => EventList.Tell(call.Arguments, call.Output, () => call.Views.Events, call.Cancel), call.Cancel);
}
