using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>What waits for the disk, bounded in records and bytes; the least urgent is refused first.</summary>
internal sealed class AppendQueue(EventLogSettings settings)
{
    private readonly Queue<PendingAppend> _waiting = [];
    private long _records;
    private long _bytes;
    private bool _closed;

    /// <summary>Records that are accepted and not answered yet.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>Nothing waits to be taken.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_waiting)
                return _waiting.Count == 0;
        }
    }

    /// <summary>Null when it was taken in. What is in the hands of the writer still counts.</summary>
    public LogRefusal? TryAdd(PendingAppend append)
    {
        lock (_waiting)
        {
            if (_closed)
                return new LogClosed("The event log is closed", "Start the node again");
            if (Full(append.Urgency, append.Events.Count, append.Bytes))
                return Refusal(append.Urgency);
            _records += append.Events.Count;
            _bytes += append.Bytes;
            _waiting.Enqueue(append);
            Monitor.Pulse(_waiting);
            return null;
        }
    }

    /// <summary>Waits for work and takes one batch of it; false once the queue is closed and empty.</summary>
    public bool Take(List<PendingAppend> batch)
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closed)
                Monitor.Wait(_waiting);
            int records = 0,
                bytes = 0;
            while (_waiting.TryPeek(out var next) && Fits(batch, records + next.Events.Count, bytes + next.Bytes))
            {
                records += next.Events.Count;
                bytes += next.Bytes;
                batch.Add(_waiting.Dequeue());
            }
            return batch.Count > 0;
        }
    }

    /// <summary>Gives the room back that an answered append took.</summary>
    public void Release(PendingAppend append)
    {
        lock (_waiting)
        {
            _records -= append.Events.Count;
            _bytes -= append.Bytes;
        }
    }

    /// <summary>Takes in nothing more; what waits is still handed out.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _closed = true;
            Monitor.PulseAll(_waiting);
        }
    }

    private bool Fits(List<PendingAppend> batch, int records, int bytes) =>
        batch.Count == 0 || (records <= settings.MaxBatchRecords && bytes <= settings.MaxBatchBytes);

    private bool Full(Priority urgency, int records, int bytes)
    {
        var share = Share(urgency);
        return _records + records > settings.MaxQueuedRecords * share || _bytes + bytes > settings.MaxQueuedBytes * share;
    }

    private LogQueueFull Refusal(Priority urgency) =>
        new(
            $"{_records} records with {_bytes} bytes wait for the disk; {urgency} is taken up to {Share(urgency):P0} of "
                + $"{settings.MaxQueuedRecords} records and {settings.MaxQueuedBytes} bytes",
            "Send it again later, in smaller parts when it is large"
        );

    private static double Share(Priority urgency) =>
        urgency switch
        {
            Priority.P3 => 0.5,
            Priority.P2 => 0.75,
            _ => 1,
        };
}
