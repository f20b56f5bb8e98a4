using Aios.Journal.Decisions;
using Aios.Journal.Maintenance;
using Aios.Loop.Ports;
using Aios.Loop.Scheduling;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>Writes down what a day of the log says and still holds when it ends, before the day is deleted.</summary>
internal sealed class Retirement(StateKeeper keeper, ICursorStore cursors, Memory memory) : IRetirement
{
    /// <summary>Events that are not settled, records that the decisions have not seen, and the plans of runs that go on.</summary>
    public long NeededAfter =>
        memory
            .Current.ActiveRuns.Values.Select(run => run.Plan.EventSeq - 1)
            .Append(cursors.Read(SchedulingProtocol.Reader))
            // Behind its cursor there may be records that are none of its own.
            .Append(cursors.Read(DecisionStore.Reader) + DecisionsActor.MostBehind)
            .Min();

    public void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq)
    {
        var known = keeper.Standing();
        var (past, now) = (StandingCodec.Read(known), 0L);
        foreach (var record in records.Where(record => record.Seq > known.UpTo))
            (past, now) = (past.Apply(record), Math.Max(now, record.Event.Timestamp));
        if (lastSeq > known.UpTo)
            keeper.Write(StandingCodec.Write(past with { Seq = lastSeq }, now));
    }
}
