using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface;

/// <summary>Why something is as it is: what led to it and what followed, in the order of the log.</summary>
/// <param name="Kind"><c>run</c>, <c>event</c> or <c>incident</c>.</param>
/// <param name="Id">What was asked about.</param>
/// <param name="Title">In a few words.</param>
/// <param name="IsCut">There is more on record than is shown.</param>
public sealed record Chain(string Kind, string Id, string Title, string? TraceId, IReadOnlyList<ChainLink> Links, bool IsCut);

/// <summary>One record of a chain, as people read it.</summary>
/// <param name="At">Milliseconds since the Unix epoch.</param>
/// <param name="Stage">Stage of the loop: <c>sense</c>, <c>schedule</c>, <c>react</c>, <c>verify</c>, <c>score</c>; <c>incident</c> for what is said of one.</param>
public sealed record ChainLink(long Seq, EventId Event, string? Cause, long At, string Stage, string Type, string Text)
{
    /// <summary>Milliseconds after the link before it; 0 for the first, and where a clock went back.</summary>
    public long AfterMs { get; init; }

    /// <summary>What was asked about.</summary>
    public bool IsAsked { get; init; }
}
