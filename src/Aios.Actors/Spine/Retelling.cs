using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>Folds the recollection at a start: from what was kept of an earlier one, else from what outlived deleted records, then the records behind it.</summary>
/// <param name="kept">Null when the log has to tell everything.</param>
public sealed class Retelling(Standing standing, Recollection? kept = null)
{
    // A day that was taken over and not deleted any more before the node ended is not told twice.
    private readonly long _known = Math.Max(standing.UpTo, kept?.Seq ?? 0);

    public Recollection Current { get; private set; } = kept ?? StandingCodec.Read(standing);

    /// <summary>Sees the records of the log, oldest first; those that are kept may be left out.</summary>
    public void Take(RecordedEvent recorded)
    {
        if (recorded.Seq > _known)
            Current = Current.Apply(recorded);
    }

    /// <summary>All that is known when the whole log was seen.</summary>
    public Recollection Finish(EventLog log)
    {
        var last = log.Recovery.LastSeq;
        // A log that ends before what was taken over is another one: only itself counts.
        if (_known > last)
        {
            var filter = new EventFilter { AnyOfTypes = Recollection.Types, OrAtLeast = Recollection.AtLeast };
            Current = log.Reader().Query(filter).Aggregate(Recollection.Empty, (told, record) => told.Apply(record));
        }
        return Current with { Seq = last };
    }
}
