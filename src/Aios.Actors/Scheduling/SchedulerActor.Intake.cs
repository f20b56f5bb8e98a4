using Aios.Actors.Spine;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Scheduling;

/// <summary>
/// What is on record comes in: from the mailbox, or from the log when there is more than the queue or the mailbox has room for. While the queue
/// stands still nothing is shed for want of room: the rest waits in the log.
/// </summary>
internal sealed partial class SchedulerActor
{
    private const int ReadAtOnce = 512;

    private readonly SchedulerReading _reading;

    // Then records are read from the log when there is room, and not taken from the mailbox.
    private bool _isBehind = true;
    private bool _willRead;
    private long _newest;

    // The mailbox had no room for what is to be read: it comes in as it would have from there, and not only when the queue has room.
    private bool _isMissing;
    private (long Seq, long At) _known;

    private bool MayRead => _isMissing ? QueueRules.MayAdmit(_state, _parts.Settings) : QueueRules.HasRoom(_state, _parts.Settings);

    private void Hear(RecordedEvent recorded)
    {
        _newest = Math.Max(_newest, recorded.Seq);
        _isBehind |= !QueueRules.MayAdmit(_state, _parts.Settings);
        Miss(recorded.Seq - 1);
        if (_isBehind)
            ReadSoon();
        else
            Admit(recorded);
    }

    private void ReceiveIntake()
    {
        Receive<RecordedEvent>(Hear);
        Receive<ReadOn>(_ => Read());
        Receive<Published>(published =>
        {
            Miss(published.UpTo);
            ReadSoon();
        });
    }

    // Of the last ones that were refused no later record tells. What was known half a second ago is published: behind it goes the question.
    private void LookForMissing()
    {
        var now = _parts.Shell.Now.Monotonic;
        if (now - _known.At < 500)
            return;
        Self.Tell(new Published(_known.Seq));
        _known = (_parts.Memory.Current.Seq, now);
    }

    /// <summary>Takes note when what should have come by now did not.</summary>
    private void Miss(long upTo)
    {
        if (_isBehind || upTo <= _state.LastSeen)
            return;
        _newest = Math.Max(_newest, upTo);
        _isBehind = _isMissing = true;
    }

    private void Read()
    {
        _willRead = false;
        if (ReadSome())
            ReadSoon();
    }

    /// <returns>It may go on at once.</returns>
    private bool ReadSome()
    {
        for (var count = 0; count < ReadAtOnce && MayRead; count++)
        {
            if (_reading.After(_state.LastSeen) is not { } recorded)
            {
                _isBehind = _newest > _state.LastSeen;
                _isMissing &= _isBehind;
                return false;
            }
            _newest = Math.Max(_newest, recorded.Seq);
            Admit(recorded);
        }
        return true;
    }

    private void ReadSoon()
    {
        if (!_isBehind || _willRead || !MayRead)
            return;
        _willRead = true;
        Self.TellSurely(ReadOn.Instance, Self);
    }

    private void Admit(RecordedEvent recorded)
    {
        var now = _parts.Shell.Now;
        Decide(
            BroughtBack(recorded) is { } target
                ? SchedulingRules.AdmitAgain(_state, _parts.Settings, target, recorded.Seq, now)
                : SchedulingRules.Admit(_state, _parts.Settings, _index, recorded, now)
        );
    }

    private sealed record Published(long UpTo);

    private sealed record ReadOn
    {
        public static readonly ReadOn Instance = new();
    }
}
