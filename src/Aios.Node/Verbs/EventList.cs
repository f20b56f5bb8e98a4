using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs;

/// <summary><c>events query</c>, whoever reads the log: this process from the disk, or the node.</summary>
internal static class EventList
{
    private const int UsualLast = 50;

    /// <param name="open">Gets at the log, once the arguments are right.</param>
    public static async Task<VerbEnd> Tell(
        VerbArguments arguments,
        IVerbOutput output,
        Func<Func<EventQuery, IEnumerable<RecordedEvent>>> open,
        CancellationToken cancel
    )
    {
        var match = new EventMatch(arguments);
        if (match.Fault is { } fault)
            return VerbEnd.Usage(fault);
        var (first, last) = ((int?)arguments.Whole("limit"), (int?)arguments.Whole("last"));
        if (first is not null && last is not null)
            return VerbEnd.Usage("--limit and --last exclude each other: the oldest N, or the newest N");
        var isUsual = first is null && last is null;
        last = isUsual ? UsualLast : last;
        var query = QueryOf(arguments, match, cancel) with { First = first is < int.MaxValue ? first + 1 : first, Last = last + 1 };
        var read = open();
        try
        {
            var more =
                arguments.Flag("newest-first") || last is not null
                    ? await Whole(output, [.. read(query)], first, last, arguments.Flag("newest-first"), cancel)
                    : await AsRead(output, read(query), first!.Value, cancel);
            if (match.Unanswered > 0)
                await output.Progress($"{match.Unanswered} event(s) have no answer to --where; the first: {match.FirstReason}");
            if (more)
                await output.More(isUsual ? $"showing the newest {UsualLast}; --last N shows more" : null);
            return VerbEnd.Done;
        }
        catch (LogCorruptException corrupt)
        {
            return VerbEnd.Failed(corrupt.Message);
        }
    }

    public static EventQuery QueryOf(VerbArguments arguments, EventMatch match, CancellationToken cancel) =>
        new()
        {
            Type = match.Type,
            AtLeast = match.AtLeast,
            Source = match.Source,
            TraceId = match.TraceId,
            FromTime = arguments.Whole("from", long.MinValue),
            ToTime = arguments.Whole("to", long.MaxValue),
            Before = arguments.Whole("before", long.MaxValue),
            Where = recorded =>
            {
                cancel.ThrowIfCancellationRequested();
                return match.Where(recorded);
            },
        };

    public static EventFilter FilterOf(EventQuery query) =>
        new()
        {
            Type = query.Type,
            AtLeast = query.AtLeast,
            Source = query.Source,
            TraceId = query.TraceId,
            FromTime = query.FromTime,
            ToTime = query.ToTime,
            ToSeq = query.Before == long.MaxValue ? long.MaxValue : query.Before - 1,
            Where = query.Where,
            First = query.First,
            Last = query.Last,
        };

    private static async Task<bool> Whole(
        IVerbOutput output,
        List<RecordedEvent> found,
        int? first,
        int? last,
        bool isNewestFirst,
        CancellationToken cancel
    )
    {
        var isMore = found.Count > (first ?? last);
        if (isMore)
            found.RemoveAt(last is null ? found.Count - 1 : 0);
        if (isNewestFirst)
            found.Reverse();
        foreach (var recorded in found)
        {
            cancel.ThrowIfCancellationRequested();
            await output.Item(EventItem.Of(recorded));
        }
        return isMore;
    }

    private static async Task<bool> AsRead(IVerbOutput output, IEnumerable<RecordedEvent> found, int first, CancellationToken cancel)
    {
        foreach (var recorded in found)
        {
            cancel.ThrowIfCancellationRequested();
            if (first-- == 0)
                return true;
            await output.Item(EventItem.Of(recorded));
        }
        return false;
    }
}
