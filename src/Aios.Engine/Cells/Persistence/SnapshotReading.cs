using Akka.Event;
using Akka.Persistence;

namespace Aios.Engine.Cells.Persistence;

/// <summary>Finds the newest snapshot that can be read.</summary>
internal static class SnapshotReading
{
    /// <param name="rows">Newest first.</param>
    /// <param name="serialization">Of the system.</param>
    /// <param name="log">Hears of those that cannot be read.</param>
    public static SelectedSnapshot? FirstReadable(
        IEnumerable<(SnapshotMetadata Metadata, Encoded Snapshot)> rows,
        Akka.Serialization.Serialization serialization,
        ILoggingAdapter log
    )
    {
        foreach (var (metadata, snapshot) in rows)
        {
            try
            {
                return new SelectedSnapshot(metadata, snapshot.Decode(serialization));
            }
            catch (Exception fault)
            {
                log.Warning(
                    fault,
                    "The snapshot {0} of {1} cannot be read and is passed over; an older one or the events alone must do: {2}",
                    metadata.SequenceNr,
                    metadata.PersistenceId,
                    fault.Message
                );
            }
        }
        return null;
    }
}
