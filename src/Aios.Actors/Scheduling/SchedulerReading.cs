using Aios.Journal.Log;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Scheduling;

/// <summary>What the scheduler takes from the log instead of from its mailbox, piece by piece. Not for several threads.</summary>
internal sealed class SchedulerReading(EventLogReader log) : IDisposable
{
    private IEnumerator<RecordedEvent>? _open;

    /// <summary>The record after this one, or null when there is none yet.</summary>
    public RecordedEvent? After(long seq)
    {
        _open ??= log.From(seq + 1).GetEnumerator();
        if (_open.MoveNext())
            return _open.Current;
        Dispose();
        return null;
    }

    public RecordedEvent? Find(long seq) => log.Query(new EventFilter { FromSeq = seq, ToSeq = seq }).FirstOrDefault();

    /// <summary>Events that left the queue unanswered, as records after this one say, with the last such record of each.</summary>
    public Dictionary<long, long> Over(long after)
    {
        var over = new Dictionary<long, long>();
        foreach (var record in log.Query(new EventFilter { FromSeq = after + 1, AnyOfTypes = QueueRecord.Types }))
            if (QueueRecord.Read(record) is { IsOver: true } said)
                over[said.EventSeq] = record.Seq;
        return over;
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }
}
