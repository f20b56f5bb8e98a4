using System.Collections.Immutable;
using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>What one actor wants stored, turned into rows. A write of which any event cannot be serialized is rejected whole.</summary>
internal sealed class EncodedWrites
{
    private EncodedWrites(List<EventRow> rows, IImmutableList<Exception?>? rejected) => (Rows, Rejected) = (rows, rejected);

    public List<EventRow> Rows { get; }

    /// <summary>One entry per write; null when nothing was rejected.</summary>
    public IImmutableList<Exception?>? Rejected { get; }

    public static EncodedWrites Of(IEnumerable<AtomicWrite> writes, Akka.Serialization.Serialization serialization)
    {
        var rows = new List<EventRow>();
        var results = new List<Exception?>();
        foreach (var write in writes)
        {
            var before = rows.Count;
            try
            {
                foreach (var e in write.Payload)
                    rows.Add(new EventRow(e.PersistenceId, e.SequenceNr, e.Timestamp, Encoded.Of(serialization, e.Payload)));
                results.Add(null);
            }
            catch (Exception fault)
            {
                rows.RemoveRange(before, rows.Count - before);
                results.Add(fault);
            }
        }
        return new EncodedWrites(rows, results.TrueForAll(static r => r is null) ? null : results.ToImmutableList());
    }
}
