using Aios.Journal.Log;
using Aios.Loop.Surface.Verbs;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

internal static class EventsQuery
{
    public static Task<VerbEnd> Query(LocalCall call) =>
        EventList.Tell(
            call.Arguments,
            call.Output,
            () =>
            {
                var reader = new EventLogReader(DataFolder.OpenExisting(call.DataPath));
                return query => reader.Query(EventList.FilterOf(query));
            },
            call.Cancel
        );
}
