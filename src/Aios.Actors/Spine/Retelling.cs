using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>Folds the recollection at a start: first what outlived deleted records, then the records behind it.</summary>
public sealed class Retelling(Standing standing)
{
    public Recollection Current { get; private set; } = StandingCodec.Read(standing);

    /// <summary>Sees the records of the log, oldest first.</summary>
    public void Take(RecordedEvent recorded)
    {
        // A day that was taken over and not deleted any more before the node ended.
        if (recorded.Seq > standing.UpTo)
            Current = Current.Apply(recorded);
    }

    /// <summary>All that is known when the whole log was seen.</summary>
    public Recollection Finish(EventLog log)
    {
        var last = log.Recovery.LastSeq;
        // A log that ends before what was taken over is another one: only itself counts.
        if (standing.UpTo > last)
        {
            var filter = new EventFilter { AnyOfTypes = Recollection.Types, OrAtLeast = Recollection.AtLeast };
            Current = log.Reader().Query(filter).Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
        }
        return Current with { Seq = last };
    }
}
