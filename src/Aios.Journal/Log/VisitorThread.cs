using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Aios.Loop.Vocabulary;
using Aios.Platform.Threads;

namespace Aios.Journal.Log;

/// <summary>
/// Hands records to a visitor on a thread of its own, in order, while the caller reads on: to read and to fold take about as long. The thread
/// begins with the first full batch: what is less is handed over by the caller.
/// </summary>
internal sealed class VisitorThread(Action<RecordedEvent> visitor) : IDisposable
{
    private const int BatchRecords = 512;
    private const int MostBatches = 8;

    // Together they bound what is read and not yet folded, whatever the records hold.
    private const int BatchBytes = 256 * 1024;

    private readonly BlockingCollection<List<RecordedEvent>> _batches = new(MostBatches);
    private List<RecordedEvent> _batch = [];
    private int _bytes;
    private DedicatedThread? _thread;
    private Exception? _fault;

    public void Take(RecordedEvent record)
    {
        _batch.Add(record);
        _bytes += record.Event.Payload is { } payload ? JsonMarshal.GetRawUtf8Value(payload).Length : 0;
        if (_batch.Count < BatchRecords && _bytes < BatchBytes)
            return;
        _thread ??= DedicatedThread.Start("aios-log-visitor", Run, fault => _fault = fault);
        // After a fault nobody takes any more.
        while (!_batches.TryAdd(_batch, 100))
            if (!_thread.IsAlive)
                break;
        (_batch, _bytes) = ([], 0);
        Rethrow();
    }

    /// <summary>Returns when the visitor has seen all of them; throws what it threw.</summary>
    public void Finish()
    {
        Stop();
        Rethrow();
        _batch.ForEach(visitor);
        _batch.Clear();
    }

    public void Dispose()
    {
        Stop();
        _batches.Dispose();
    }

    private void Run()
    {
        foreach (var batch in _batches.GetConsumingEnumerable())
            batch.ForEach(visitor);
    }

    private void Stop()
    {
        _batches.CompleteAdding();
        _thread?.Join();
    }

    private void Rethrow()
    {
        if (Volatile.Read(ref _fault) is { } fault)
            ExceptionDispatchInfo.Throw(fault);
    }
}
