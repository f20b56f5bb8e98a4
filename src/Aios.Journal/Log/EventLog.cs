using Aios.Loop.Vocabulary;
using Aios.Platform.Files;
using Aios.Platform.Threads;

namespace Aios.Journal.Log;

/// <summary>The truth about what happened: a chained log of day files, written by one thread, acknowledged after the sync.</summary>
public sealed class EventLog : IDisposable
{
    private readonly List<PendingAppend> _batch = [];
    private readonly LineWriter _lines;
    private readonly AppendQueue _queue;
    private readonly HashChain _chain;
    private readonly LogWriter _writer;
    private readonly LogHealth _health;
    private readonly DiskReserve _reserve;
    private readonly DataFolder _folder;
    private readonly Action<Exception> _fault;
    private readonly LogIndexer _indexer;
    private readonly EventLogSettings _settings;
    private readonly TimeProvider _time;
    private readonly DedicatedThread? _thread;
    private readonly Action<string, Action>? _later;
    private bool _asked;
    private long _synced;

    private EventLog(DataFolder folder, IDiskRoom room, LogRecovery recovered, EventLogOptions options, Action<string, Action>? later)
    {
        var (pass, (recovery, ids)) = (recovered.Pass, recovered.Run(isAlone: later is not null));
        _folder = folder;
        (_settings, _time) = (options.Settings, options.Time);
        _reserve = new DiskReserve(room, options.Settings.RetryInterval);
        _chain = pass.Chain;
        _synced = pass.Chain.Seq;
        _fault = options.Fault ?? (_ => { });
        _lines = new LineWriter(options.Node.NodeId, options.Node.Incarnation);
        _queue = new AppendQueue(options.Settings);
        _health = new LogHealth(options.Time, options.Settings.RetryInterval);
        var segment = new AppendSegment(folder, pass.NewestFile, pass.NewestLength);
        _writer = new LogWriter(segment, _chain, ids, options.Node, options.Time);
        Recovery = recovery;
        _indexer = new LogIndexer(folder, options.Settings, Position(), recovery.VouchedSeq, _fault, later);
        _later = later;
        if (later is null)
            _thread = DedicatedThread.Start("aios-event-log", Run, _fault);
    }

    /// <summary>What opening found.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Who wants to hear of new records; whoever reads the answers of this log publishes to it, in order.</summary>
    public EventSubscriptions Subscriptions { get; } = new();

    /// <summary>Every record up to this one is on disk.</summary>
    public long SyncedSeq => Volatile.Read(ref _synced);

    /// <summary>Records that are accepted and not answered yet.</summary>
    public long QueuedRecords => _queue.Records;

    /// <summary>The day whose file is appended to; null before the first record.</summary>
    public DateOnly? NewestDay => _writer.Day;

    internal LogCounts Counts { get; } = new();

    /// <summary>Syncs so far in this process.</summary>
    public long Syncs => _writer.Syncs;

    /// <summary>Why the log refuses everything, or on a full disk all that can wait; null when it is well.</summary>
    public LogUnavailable? Trouble => _health.Trouble ?? _reserve.Trouble;

    /// <summary>Verifies the log (all that no checkpoint vouches for), cuts a torn tail, and begins to write. The folder's lock must be held.</summary>
    /// <exception cref="LogCorruptException">A record before the tail is damaged; nothing was changed.</exception>
    /// <exception cref="DataFolderException">The files cannot be read.</exception>
    public static EventLog Open(DataFolder folder, EventLogOptions options) => Open(folder, options, later: null);

    /// <param name="later">Gives turns to the writer and the indexer, by name, in place of their threads: for simulations.</param>
    internal static EventLog Open(DataFolder folder, EventLogOptions options, Action<string, Action>? later, IDiskRoom? room = null) =>
        new(folder, room ?? new ReserveFile(folder, options.Settings.ReserveBytes), new LogRecovery(folder, options), options, later);

    /// <summary>Stores all of the events or none. They must have passed <see cref="EventRules.Check"/>.</summary>
    /// <remarks>
    /// <paramref name="completed"/> is called exactly once: on the writer thread, in the order of the appends, after the sync; or on the
    /// caller's thread before this returns, when nothing was taken in. It must be quick: the next batch waits for it.
    /// No events at all are answered in their turn too: then everything before is on disk or refused.
    /// </remarks>
    public void Append(IReadOnlyList<Event> events, Action<AppendResult> completed)
    {
        if (_health.Refusal is { } trouble)
        {
            Counts.Refused(trouble);
            completed(new AppendResult.Refused(trouble));
            return;
        }
        var append = new PendingAppend(_lines, events, completed) { Began = _time.GetTimestamp() };
        var refusal = append.LongestBody > LineFormat.MaxLineBytes - 256 ? TooLong(append.LongestBody) : _queue.TryAdd(append);
        if (refusal is null)
        {
            if (_later is not null)
                AskForTurn(_later);
            return;
        }
        append.Dispose();
        Counts.Refused(refusal);
        completed(new AppendResult.Refused(refusal));
    }

    /// <summary>As the other, as a task that does not run on the writer thread.</summary>
    public Task<AppendResult> Append(IReadOnlyList<Event> events)
    {
        var answer = new TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Append(events, answer.SetResult);
        return answer.Task;
    }

    /// <summary>Reads what is on disk and acknowledged, while the log goes on.</summary>
    public EventLogReader Reader() => new(_folder, () => SyncedSeq, _settings);

    /// <summary>Returns when the index has caught up with the writer; queries need not wait for it.</summary>
    public void SettleIndex() => _indexer.Settle();

    /// <summary>Brings what waits to disk, then closes; without a thread, what waits is lost, as in a crash.</summary>
    public void Dispose()
    {
        _queue.Close();
        if (_thread is null)
            _writer.Close();
        else
            _thread.Join();
        _indexer.Dispose();
    }

    private LogPosition? Position() =>
        _writer.Day is { } day && _writer.DayLength > 0 ? new LogPosition(_chain.Seq, [.. _chain.Hash], day, _writer.DayLength) : null;

    private void Run()
    {
        while (_queue.Take(_batch))
            AnswerBatch(WriteBatch());
        _writer.Close();
    }

    /// <summary>Write and answer are a turn each, so that anything can happen in between.</summary>
    private void AskForTurn(Action<string, Action> later)
    {
        if (_asked)
            return;
        _asked = true;
        later("log write", TakeTurn);

        void TakeTurn()
        {
            if (!_queue.Take(_batch))
                return;
            var results = WriteBatch();
            later("log answer", () => AnswerAndGoOn(results));
        }

        void AnswerAndGoOn(AppendResult[] results)
        {
            AnswerBatch(results);
            _asked = false;
            if (!_queue.IsEmpty)
                AskForTurn(later);
        }
    }

    private void AnswerBatch(AppendResult[] results)
    {
        for (var i = 0; i < _batch.Count; i++)
            Answer(_batch[i], results[i]);
        _batch.Clear();
    }

    private AppendResult[] WriteBatch()
    {
        if (_health.Refusal is { } trouble)
            return RefuseBatch(trouble);
        try
        {
            var results = _reserve.Write(_batch, _writer.Write);
            // What needed no writing says nothing about the disk.
            if (_chain.Seq == _synced)
                return results;
            Volatile.Write(ref _synced, _chain.Seq);
            _health.Recovered();
            if (_writer.Day is { } day)
                _indexer.MovedTo(_chain.Seq, _chain.Hash, day, _writer.DayLength);
            return results;
        }
        catch (Exception error)
        {
            if (error is not IOException)
                _fault(error);
            return RefuseBatch(_health.Failed(error));
        }
    }

    private AppendResult[] RefuseBatch(LogUnavailable trouble)
    {
        var results = new AppendResult[_batch.Count];
        Array.Fill(results, new AppendResult.Refused(trouble));
        return results;
    }

    private void Answer(PendingAppend append, AppendResult result)
    {
        _queue.Release(append);
        append.Dispose();
        Counts.Answered(append.Events, result, _time.GetElapsedTime(append.Began));
        try
        {
            append.Complete(result);
        }
        catch (Exception error)
        {
            _fault(error);
        }
    }

    private static LogLineTooLong TooLong(int bytes) =>
        new($"An event takes {bytes} bytes, allowed are {LineFormat.MaxLineBytes}", "Shorten its payload to 1 MiB");
}
