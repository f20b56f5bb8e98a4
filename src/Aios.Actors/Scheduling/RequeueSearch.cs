using Aios.Journal.Log;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Scheduling;

/// <summary>Looks in the log for events that left the queue unanswered and may come back.</summary>
public static class RequeueSearch
{
    /// <summary>So many of the scheduler's newest decisions are looked at; what lies behind them is asked for by its number.</summary>
    public const int DecisionsRead = 10_000;

    /// <summary>The newest that fit, at most <see cref="QueueFilter.MostAtOnce"/>, oldest first.</summary>
    public static QueueProtocol.Chosen Find(EventLogReader log, QueueFilter filter)
    {
        var decisions = new EventFilter { AnyOfTypes = QueueRecord.Types, Last = DecisionsRead };
        if (filter.Seq is { } only)
            decisions = decisions with { FromSeq = only, Last = null, Where = record => QueueRecord.Read(record)?.EventSeq == only };
        var last = new Dictionary<long, QueueRecord>();
        foreach (var record in log.Query(decisions))
            if (QueueRecord.Read(record) is { } said)
                last[said.EventSeq] = said;
        var seqs = last.Values.Where(said => said.MayComeBack).Select(said => said.EventSeq).ToHashSet();
        if (seqs.Count == 0)
            return new QueueProtocol.Chosen([], 0, false);
        var events = new EventFilter
        {
            FromSeq = seqs.Min(),
            ToSeq = seqs.Max(),
            Where = record => seqs.Contains(record.Seq) && filter.Holds(record),
        };
        var left = 0;
        var chosen = new Queue<RecordedEvent>();
        foreach (var record in log.Query(events))
        {
            chosen.Enqueue(record);
            if (chosen.Count <= QueueFilter.MostAtOnce)
                continue;
            chosen.Dequeue();
            left++;
        }
        return new QueueProtocol.Chosen([.. chosen], left, false);
    }
}
