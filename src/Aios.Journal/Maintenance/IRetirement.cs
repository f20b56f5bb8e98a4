using Aios.Loop.Vocabulary;

namespace Aios.Journal.Maintenance;

/// <summary>What has to happen elsewhere before a day of the log is deleted.</summary>
public interface IRetirement
{
    /// <summary>Every record behind this one is needed by somebody: a day that holds one stays, and so do all days after it.</summary>
    long NeededAfter { get; }

    /// <summary>Takes over what the records of a day say and still holds; it is on disk when this returns. Told again after a crash.</summary>
    /// <param name="records">All of the day's, oldest first, read while they are asked for.</param>
    /// <param name="lastSeq">The last of them.</param>
    /// <exception cref="IOException">It could not be stored: the day stays, the next run tells it again.</exception>
    void TakeOver(IEnumerable<RecordedEvent> records, long lastSeq);
}
