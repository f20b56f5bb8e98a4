using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>What the journal is asked and what it answers. A record is on disk before anybody hears of it.</summary>
public static class JournalProtocol
{
    /// <summary>All of the events or none. The sender gets one <see cref="Appended"/> or one <see cref="AppendFailed"/>.</summary>
    /// <param name="Tag">Comes back with the answer.</param>
    /// <param name="IsLast">Nothing may follow it: what is asked after it gets a retryable <see cref="AppendFailed"/>.</param>
    public sealed record Append(IReadOnlyList<Event> Events, object? Tag = null, bool IsLast = false)
    {
        /// <summary>Answered when everything that was asked before is on record, remembered and published, or refused.</summary>
        public static Append Nothing { get; } = new([]);

        public static Append One(Event fact, object? tag = null) => new([fact], tag);
    }

    /// <param name="Duplicates">Positions of those that were on record before.</param>
    public sealed record Appended(IReadOnlyList<RecordedEvent> Records, IReadOnlyList<int> Duplicates, object? Tag);

    /// <param name="IsRetryable">The log cannot take it at present; else it never will.</param>
    public sealed record AppendFailed(string Why, string Remedy, bool IsRetryable, object? Tag)
    {
        /// <summary>Sooner it is of no use; null when nobody knows.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>The answer is the newest <see cref="JournalHealth"/>.</summary>
    public sealed record GetJournalHealth;

    public sealed record JournalHealth(long SyncedSeq, long Queued, long Syncs, string? Trouble);
}
