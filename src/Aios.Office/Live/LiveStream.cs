using Aios.Loop.Conditions;
using Aios.Loop.Reacting;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>
/// One canonical filter with one visibility class: its view, the frames that gave it, and who follows. Each frame is written once.
/// Belongs to the projection, which calls it under its lock. Times are milliseconds of a clock that never goes back.
/// </summary>
internal sealed class LiveStream(StreamKey key, Condition? filter, string name, string boot)
{
    /// <summary>Frames that are kept for those who come back; fewer when they are long.</summary>
    private const int MostKept = 64;
    private const long MostKeptBytes = 256 * 1024;

    private readonly TailState? _tail = Topics.All[key.Topic].IsTail ? new() : null;
    private readonly RowsState? _rows = Topics.All[key.Topic].IsTail ? null : new();
    private readonly Queue<(long From, Frame Frame)> _kept = new();
    private FlushState _flush = FlushState.Quiet(key.IsSlow);
    private Frame? _snapshot;
    private long _keptBytes;
    private ReadState _read = ReadState.Unread;
    private bool _isReadUrgent;

    public StreamKey Key => key;
    public string Name => name;
    public Topic Topic { get; } = Topics.All[key.Topic];

    /// <summary>Of the newest frame.</summary>
    public long Seq { get; private set; }

    public Condition? Filter => filter;

    /// <summary>Why its rows cannot be read at present; null: they can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether there is anything to show: its rows were read at least once, and can be now.</summary>
    public bool CanShow => IsKnown && Fault is null;

    private bool IsKnown { get; set; } = Topics.All[key.Topic].IsTail;

    /// <summary>Those who have all frames up to now.</summary>
    public HashSet<Viewer> Viewers { get; } = [];

    /// <summary>Those who get a snapshot before anything else.</summary>
    public HashSet<Viewer> Owed { get; } = [];

    /// <summary>Since when nobody follows; null: somebody does.</summary>
    public long? LeftAt { get; private set; }

    private IStreamState State => _tail is null ? _rows! : _tail;

    public long? FlushAt => CanShow ? FlushRules.DueAt(_flush) : null;

    public long? ReadAt => _rows is null ? null : ReadRules.DueAt(_read);

    /// <param name="scope">The same event, as conditions see it.</param>
    public void Hear(RecordedEvent record, EventScope scope, bool isUrgent, long now)
    {
        var fact = record.Event;
        if (_tail is null)
        {
            var touched = _read.Touch(isUrgent);
            if (touched != _read && Topic.IsTouchedBy(fact))
                _read = touched;
        }
        else if (fact.Severity >= key.AtLeast && filter?.Evaluate(scope).IsTrue != false)
        {
            _tail.Hear(record, isUrgent);
            _flush = _flush.Wait(_tail.Waiting, isUrgent, now);
        }
    }

    /// <summary>Events came that nobody looked at.</summary>
    public void Miss(long count, long now)
    {
        Touch();
        if (_tail is null)
            return;
        _tail.Miss(count);
        _flush = _flush.Wait(_tail.Waiting, false, now);
    }

    public void Touch() => _read = _read.Touch(isUrgent: false);

    public void BeginRead()
    {
        _isReadUrgent = _read.IsUrgent && IsKnown;
        _read = _read.Begin();
    }

    /// <summary>What was read first makes the first snapshot; what is read later waits to be sent.</summary>
    public void EndRead(TopicRows read, long tookMs, long now)
    {
        _read = _read.End(tookMs, now);
        var hadFault = Fault is not null;
        Fault = read.Fault;
        if (Fault is not null)
            return;
        _rows!.Read(read.Rows);
        if (IsKnown)
            _flush = _flush.Wait(_rows.Waiting, _isReadUrgent || hadFault, now);
        else
            _rows.Take();
        IsKnown = true;
    }

    /// <summary>Sends what waits. The frame is kept for those who come back.</summary>
    /// <returns>Those who had no room for it.</returns>
    public List<Viewer> Flush(DateTimeOffset at, long now)
    {
        var waiting = State.Waiting;
        var frame = Frames.Delta(name, Seq, Seq + 1, at, waiting, State.Take());
        _flush = _flush.Sent(frame.Length, now);
        Keep(frame);
        Forget(ref _snapshot);
        return [.. Viewers.Where(viewer => !viewer.Outbox.Put(frame))];
    }

    /// <summary>The same for all who need one before the next frame.</summary>
    public Frame Snapshot(DateTimeOffset at) => _snapshot ??= Frames.Snapshot(name, boot, Seq, at, State.Shown);

    /// <returns>The frames that make whole what somebody has; null: they are not kept any more, or it is of something else.</returns>
    public IReadOnlyList<Frame>? Since(Resume? resume) =>
        CanShow && resume?.Fits(boot, name, _kept.TryPeek(out var oldest) ? oldest.From : Seq, Seq) == true
            ? [.. _kept.Where(each => each.From >= resume.Seq).Select(each => each.Frame)]
            : null;

    public void Take(Viewer viewer, bool isOwed)
    {
        (isOwed ? Owed : Viewers).Add(viewer);
        (isOwed ? Viewers : Owed).Remove(viewer);
        LeftAt = null;
    }

    public void Leave(Viewer viewer, long now)
    {
        if ((Viewers.Remove(viewer) | Owed.Remove(viewer)) && Viewers.Count + Owed.Count == 0)
            LeftAt = now;
    }

    /// <summary>Gives every buffer back.</summary>
    public void End()
    {
        while (_kept.TryDequeue(out var kept))
            kept.Frame.LetGo();
        Forget(ref _snapshot);
    }

    private void Keep(Frame frame)
    {
        _kept.Enqueue((Seq++, frame));
        _keptBytes += frame.Length;
        while (_kept.Count > MostKept || (_keptBytes > MostKeptBytes && _kept.Count > 1))
        {
            var (_, oldest) = _kept.Dequeue();
            _keptBytes -= oldest.Length;
            oldest.LetGo();
        }
    }

    private static void Forget(ref Frame? frame) => Interlocked.Exchange(ref frame, null)?.LetGo();
}
