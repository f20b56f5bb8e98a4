using Aios.Journal.Log;
using Aios.Journal.Maintenance;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>Folds the recollection at a start: from what was kept of an earlier one, else from what outlived deleted records, then the records behind it.</summary>
public sealed class Retelling
{
    // A day that was taken over and not deleted any more before the node ended is not told twice.
    private readonly long _known;

    /// <param name="kept">Null when the log has to tell everything.</param>
    public Retelling(Standing standing, Recollection? kept = null)
    {
        // Behind an older one there are records that nobody can tell any more.
        var used = kept?.Seq >= standing.UpTo ? kept : null;
        (Current, KeptSeq) = (used ?? StandingCodec.Read(standing), used?.Seq ?? 0);
        _known = Math.Max(standing.UpTo, KeptSeq);
    }

    /// <summary>Records up to this one may be left out: what was kept knows them. 0: all are wanted.</summary>
    public long KeptSeq { get; }

    public Recollection Current { get; private set; }

    /// <summary>Sees the records of the log, oldest first.</summary>
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
