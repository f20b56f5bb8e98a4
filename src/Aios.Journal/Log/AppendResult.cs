using Aios.Loop.Vocabulary;

namespace Aios.Journal.Log;

/// <summary>The answer to one append: all of its events are on disk, or none was stored.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <param name="Records">In the order of the events given.</param>
    /// <param name="Duplicates">Positions of those that were on record before under the same source and id; their seq is the old one.</param>
    public sealed record Stored(IReadOnlyList<RecordedEvent> Records, IReadOnlyList<int> Duplicates) : AppendResult;

    public sealed record Refused(LogRefusal Refusal) : AppendResult;
}

/// <summary>Why the log took nothing, and what to do.</summary>
public abstract record LogRefusal(string Reason, string Remedy)
{
    public sealed override string ToString() => $"{Reason}. {Remedy}.";
}

/// <summary>The disk does not do what it must; the log tries again by itself.</summary>
/// <param name="RetryAfter">Until then appends are refused without touching the disk.</param>
public sealed record LogUnavailable(string Reason, string Remedy, TimeSpan RetryAfter) : LogRefusal(Reason, Remedy);

/// <summary>Too much waits for the disk to take events of this priority.</summary>
public sealed record LogQueueFull(string Reason, string Remedy) : LogRefusal(Reason, Remedy);

/// <summary>An event is longer than a line may be.</summary>
public sealed record LogLineTooLong(string Reason, string Remedy) : LogRefusal(Reason, Remedy);

/// <summary>The log was closed.</summary>
public sealed record LogClosed(string Reason, string Remedy) : LogRefusal(Reason, Remedy);
