using Aios.Journal.Log;
using Aios.Loop.Ports;
using Aios.Loop.Surface;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.Event;

namespace Aios.Actors.Spine;

/// <summary>
/// The only writer of the decision store. It follows the log, so that nobody waits for it and a crash neither loses nor doubles anything:
/// what it cannot hold, it reads again from there.
/// </summary>
public sealed class DecisionsActor : ReceiveActor, IWithTimers
{
    /// <summary>So far behind the newest record the stored cursor may be while nothing is decided: a start reads that again.</summary>
    public const int MostBehind = 2_048;

    /// <summary>Decisions of one commit: others write to the same database, and wait for it. More wait in the log.</summary>
    public const int MostPerCommit = 128;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IDecisionStore _store;
    private readonly EventLogReader _events;
    private IEnumerator<RecordedEvent>? _behind;
    private Batch _open = Batch.Empty;
    private Batch? _writing;
    private long _applied;
    private long _seen;
    private long _newest;
    private long _refused;
    private bool _willRead;
    private string? _trouble;

    public DecisionsActor(IDecisionStore store, EventLogReader events)
    {
        (_store, _events) = (store, events);
        Receive<RecordedEvent>(Hear);
        // What an earlier life of this actor wrote is not what it waits for: it was read from the log again.
        Receive<Written>(written => ReferenceEquals(written.Batch, _writing), Finish);
        Receive<Written>(_ => { });
        Receive<TryAgain>(_ => Write(_writing!));
        Receive<ReadOn>(_ => Read());
        Receive<GetDecisionStats>(_ => Sender.Tell(_store.Stats() with { Refused = _refused, Trouble = _trouble }));
    }

    private bool IsBehind => _behind is not null || _newest > _seen;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        // Subscribed before the log is read: what comes in between is heard, and known by its number.
        Context.System.EventStream.Subscribe(Self, typeof(RecordedEvent));
        _applied = _seen = _store.Applied;
        ReadSoon();
    }

    protected override void PostStop() => _behind?.Dispose();

    private void Hear(RecordedEvent recorded)
    {
        if (recorded.Seq <= _seen)
            return;
        _newest = Math.Max(_newest, recorded.Seq);
        if (_behind is null && recorded.Seq == _seen + 1 && _open.Count < MostPerCommit)
        {
            Take(recorded);
            Flush();
        }
        // Its number is all that is kept of it: it is read from the log when there is room.
        else if (_writing is null)
            ReadSoon();
    }

    private void ReadSoon()
    {
        if (_willRead)
            return;
        _willRead = true;
        Self.TellSurely(ReadOn.Instance, Self);
    }

    /// <summary>Reads on from the log until there is enough for one commit, or nothing more.</summary>
    private void Read()
    {
        _willRead = false;
        _behind ??= _events.From(_seen + 1).GetEnumerator();
        while (_open.Count < MostPerCommit)
        {
            if (_behind.MoveNext())
            {
                Take(_behind.Current);
                continue;
            }
            _behind.Dispose();
            _behind = null;
            break;
        }
        Flush();
        if (_writing is null && IsBehind)
            ReadSoon();
    }

    private void Take(RecordedEvent recorded)
    {
        _seen = recorded.Seq;
        try
        {
            _open = _open.With(DecisionReading.Read(recorded));
        }
        catch (FormatException fault)
        {
            _refused++;
            _log.Warning("Record {0} ({1}) is no decision that can be kept: {2}", recorded.Seq, recorded.Event.Type, fault.Message);
        }
    }

    // What is no decision moves the cursor only now and then: a start reads again what lies behind it.
    private void Flush()
    {
        if (_writing is not null || (_open.IsEmpty && _seen - _applied < MostBehind))
            return;
        var batch = _open with { UpTo = _seen };
        _open = Batch.Empty;
        Write(batch);
    }

    private void Write(Batch batch)
    {
        _writing = batch;
        _store
            .Record(batch.Entries, batch.Changes, batch.UpTo)
            .PipeTo(Self, success: () => new Written(batch, null), failure: fault => new Written(batch, fault));
    }

    private void Finish(Written written)
    {
        if (written.Fault is { } fault)
        {
            Delay(fault);
            return;
        }
        _applied = _writing!.UpTo;
        (_writing, _trouble) = (null, null);
        if (IsBehind)
            Read();
        else
            Flush();
    }

    private void Delay(Exception fault)
    {
        if (_trouble is null)
            _log.Error(fault, "Decisions cannot be stored; they wait in the log");
        _trouble = fault.Message;
        Timers.StartSingleTimer("again", TryAgain.Instance, TimeSpan.FromSeconds(1));
    }

    /// <summary>The answer is <see cref="DecisionStats"/>.</summary>
    public sealed record GetDecisionStats;

    private sealed record Batch(List<DecisionEntry> Entries, List<DecisionChange> Changes, long UpTo)
    {
        public static Batch Empty => new([], [], 0);

        public int Count => Entries.Count + Changes.Count;

        public bool IsEmpty => Count == 0;

        public Batch With((DecisionEntry? Entry, DecisionChange? Change) read)
        {
            if (read.Entry is { } entry)
                Entries.Add(entry);
            if (read.Change is { } change)
                Changes.Add(change);
            return this;
        }
    }

    /// <param name="Fault">Null: it is on disk.</param>
    private sealed record Written(Batch Batch, Exception? Fault);

    private sealed record TryAgain
    {
        public static readonly TryAgain Instance = new();
    }

    private sealed record ReadOn
    {
        public static readonly ReadOn Instance = new();
    }
}
