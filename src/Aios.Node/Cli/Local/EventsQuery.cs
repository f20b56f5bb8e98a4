using Aios.Journal.Log;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;
using Aios.Node.Verbs;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Local;

internal static class EventsQuery
{
    private const int UsualLast = 50;

    public static async Task<VerbEnd> Query(LocalCall call)
    {
        var match = new EventMatch(call.Arguments);
        if (match.Fault is { } fault)
            return VerbEnd.Usage(fault);
        if (call.Arguments.Whole("limit") is not null && call.Arguments.Whole("last") is not null)
            return VerbEnd.Usage("--limit and --last exclude each other: the oldest N, or the newest N");
        var hasBound = call.Arguments.Whole("limit") is not null || call.Arguments.Whole("last") is not null;
        var filter = Filter(call.Arguments, match);
        var reader = new EventLogReader(DataFolder.OpenExisting(call.DataPath));
        long shown = 0;
        try
        {
            foreach (var recorded in reader.Query(hasBound ? filter : filter with { Last = UsualLast }))
            {
                call.Cancel.ThrowIfCancellationRequested();
                await call.Output.Item(EventItem.Of(recorded));
                shown++;
            }
        }
        catch (LogCorruptException corrupt)
        {
            return VerbEnd.Failed(corrupt.Message);
        }
        if (match.Unanswered > 0)
            await call.Output.Progress($"{match.Unanswered} event(s) have no answer to --where; the first: {match.FirstReason}");
        if (shown == UsualLast && !hasBound)
            await call.Output.Progress($"showing the newest {UsualLast}; --last N shows more");
        return VerbEnd.Done;
    }

    public static EventFilter Filter(VerbArguments arguments, EventMatch match) =>
        new()
        {
            Type = match.Type,
            AtLeast = match.AtLeast,
            Source = match.Source,
            TraceId = match.TraceId,
            FromTime = arguments.Whole("from", long.MinValue),
            ToTime = arguments.Whole("to", long.MaxValue),
            Where = match.Where,
            First = (int?)arguments.Whole("limit"),
            Last = (int?)arguments.Whole("last"),
        };
}
