using Aios.Loop.Vocabulary;

namespace Aios.Office.Live;

/// <summary>Events between the thread that publishes them and the projection. To put one in costs a lock, and nothing is allocated for it.</summary>
internal sealed class Inbox
{
    /// <summary>Those beyond are only counted: whoever publishes waits for nobody.</summary>
    public const int Most = 20_000;

    private readonly Lock _gate = new();
    private List<RecordedEvent> _filling = [];
    private List<RecordedEvent> _taken = [];
    private long _missed;

    /// <returns>Whether it was empty before, so that somebody has to be woken.</returns>
    public bool Put(RecordedEvent record)
    {
        lock (_gate)
        {
            if (_filling.Count == Most)
            {
                _missed++;
                return false;
            }
            _filling.Add(record);
            return _filling.Count == 1;
        }
    }

    /// <summary>All of them, oldest first, until the next call; and how many more came.</summary>
    public (IReadOnlyList<RecordedEvent> Heard, long Missed) Take()
    {
        _taken.Clear();
        lock (_gate)
        {
            (_filling, _taken) = (_taken, _filling);
            var missed = _missed;
            _missed = 0;
            return (_taken, missed);
        }
    }
}
