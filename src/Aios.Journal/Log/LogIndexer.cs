using Aios.Journal.Log.Indexing;
using Aios.Platform.Files;
using Aios.Platform.Threads;

namespace Aios.Journal.Log;

/// <summary>Where the writer stands.</summary>
internal sealed record LogPosition(long Seq, byte[] Hash, DateOnly Day, long Length);

/// <summary>Goes behind the writer on a thread of its own: the block index, and now and then a checkpoint. Nothing waits for it.</summary>
internal sealed class LogIndexer : IDisposable
{
    private readonly object _gate = new();
    private readonly DataFolder _folder;
    private readonly EventLogSettings _settings;
    private readonly Action<Exception> _fault;
    private readonly DedicatedThread? _thread;
    private readonly Action<string, Action>? _later;
    private LogPosition? _position;
    private LogPosition? _done;
    private LogPosition? _woken;
    private LogPosition? _settled;
    private long _checkpointSeq;
    private volatile bool _closed;
    private bool _ended;

    /// <param name="vouched">What the newest checkpoint vouches for; 0 without one.</param>
    /// <param name="later">Gives turns in place of a thread.</param>
    public LogIndexer(
        DataFolder folder,
        EventLogSettings settings,
        LogPosition? start,
        long vouched,
        Action<Exception> fault,
        Action<string, Action>? later
    )
    {
        (_folder, _settings, _position, _woken, _checkpointSeq, _fault) = (folder, settings, start, start, vouched, fault);
        _later = later;
        if (later is null)
            _thread = DedicatedThread.Start("aios-log-index", Run, fault);
        else
            later(
                "log index",
                () =>
                {
                    Begin();
                    if (_woken is { } next)
                        Follow(next);
                }
            );
    }

    /// <summary>Called by the writer after each sync.</summary>
    public void MovedTo(long seq, ReadOnlySpan<byte> hash, DateOnly day, long length)
    {
        lock (_gate)
        {
            _position = new LogPosition(seq, hash.ToArray(), day, length);
            if (
                _woken is { } woken
                && day == woken.Day
                && length - woken.Length < _settings.IndexEveryBytes
                && seq - woken.Seq < _settings.CheckpointEvery
            )
                return;
            _woken = _position;
            Monitor.PulseAll(_gate);
        }
        _later?.Invoke("log index", () => Follow(_woken!));
    }

    /// <summary>Returns when everything that is on disk now is indexed, but for the last lines of the newest day; or when nobody indexes any more.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            _woken = _position;
            Monitor.PulseAll(_gate);
            while (!ReferenceEquals(_settled, _woken) && !_closed && !_ended)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Finishes what it does; what is not indexed then is indexed after the next start.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
        _thread?.Join();
    }

    private void Run()
    {
        try
        {
            Begin();
            while (Wait() is { } next)
                Follow(next);
        }
        finally
        {
            lock (_gate)
            {
                _ended = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Begin() =>
        Guarded(() =>
        {
            foreach (var day in LogDay.List(_folder).Where(day => day.IsPlain && day.Day != _position?.Day))
                Index(day, long.MaxValue);
        });

    private void Follow(LogPosition next)
    {
        // What the writer left behind when it began a new day.
        if (_done is not null && _done.Day != next.Day)
            Index(new LogDay(_done.Day, true), long.MaxValue);
        Index(new LogDay(next.Day, true), next.Length);
        if (next.Seq - _checkpointSeq >= _settings.CheckpointEvery)
            Guarded(() => Checkpoint(next));
        _done = next;
        lock (_gate)
        {
            _settled = _done;
            Monitor.PulseAll(_gate);
        }
    }

    private LogPosition? Wait()
    {
        lock (_gate)
        {
            while (!_closed && (_woken is null || ReferenceEquals(_woken, _done)))
                Monitor.Wait(_gate);
            return _closed ? null : _woken;
        }
    }

    private void Index(LogDay day, long upTo) =>
        Guarded(() =>
        {
            using var file = _folder.TryOpenRead(day.Name);
            var length = Math.Min(upTo, file?.Length ?? 0);
            if (length >= IndexFile.LeastPlainBytes)
                DayIndexer.CatchUp(_folder, day, length, () => _closed);
        });

    private void Checkpoint(LogPosition at)
    {
        var days = LogDay.List(_folder).Select(day => day.Day).Where(day => day <= at.Day);
        new LogCheckpoint(at.Seq, at.Hash, at.Day, at.Length, [.. days]).Write(_folder);
        _checkpointSeq = at.Seq;
    }

    /// <summary>Index and checkpoint only save time: what cannot be written is tried again when the log has grown.</summary>
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (LogCorruptException error)
        {
            _fault(error);
        }
        catch (IOException) { }
    }
}
