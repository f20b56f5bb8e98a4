using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;
using Akka.Actor;

namespace Aios.Actors.Scheduling;

/// <summary>
/// What is on record comes in: from the mailbox, or from the log when there is more than the queue has room for. While the queue stands still
/// nothing is shed for want of room: the rest waits in the log.
/// </summary>
internal sealed partial class SchedulerActor
{
    private const int ReadAtOnce = 512;

    private readonly SchedulerReading _reading;

    // Then records are read from the log when there is room, and not taken from the mailbox.
    private bool _isBehind = true;
    private bool _willRead;
    private long _newest;

    private void Hear(RecordedEvent recorded)
    {
        _newest = Math.Max(_newest, recorded.Seq);
        _isBehind |= !QueueRules.MayAdmit(_state, _parts.Settings);
        if (_isBehind)
            ReadSoon();
        else
            Admit(recorded);
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
        for (var count = 0; count < ReadAtOnce && QueueRules.HasRoom(_state, _parts.Settings); count++)
        {
            if (_reading.After(_state.LastSeen) is not { } recorded)
            {
                _isBehind = _newest > _state.LastSeen;
                return false;
            }
            _newest = Math.Max(_newest, recorded.Seq);
            Admit(recorded);
        }
        return true;
    }

    private void ReadSoon()
    {
        if (!_isBehind || _willRead || !QueueRules.HasRoom(_state, _parts.Settings))
            return;
        _willRead = true;
        Self.Tell(ReadOn.Instance);
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

    private sealed record ReadOn
    {
        public static readonly ReadOn Instance = new();
    }
}
