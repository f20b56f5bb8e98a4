using Aios.Engine.Timing;

namespace Aios.Engine.Cells;

/// <summary>
/// What an actor did, written by its own thread only. The first message of every turn is timed, and the following ones as long as the last
/// timed message took more than a millisecond: an idle actor is timed in full, a busy fast one hardly at all.
/// </summary>
internal struct Meter
{
    private long _slowestTicks;

    public long Processed;
    public int Restarts;
    public Exception? LastFailure;
    public Type? SlowestMessage;

    public readonly TimeSpan Slowest => MachineClock.Length(_slowestTicks);

    /// <summary>True when the next message is to be timed too.</summary>
    public bool Took(object message, long ticks)
    {
        if (ticks > _slowestTicks)
        {
            _slowestTicks = ticks;
            SlowestMessage = message.GetType();
        }
        return ticks > MachineClock.Millisecond;
    }
}
