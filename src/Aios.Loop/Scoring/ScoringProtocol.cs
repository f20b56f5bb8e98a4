using System.Collections.Immutable;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scoring;

/// <summary>What the score is made of and what it says.</summary>
public static class ScoringProtocol
{
    public interface IEvent;

    public interface IQuery;

    public interface IReply;

    /// <summary>A run with a gate ended.</summary>
    /// <param name="Seq">Where its end stands in the log.</param>
    public sealed record RunCounted(bool Verified, long Seq, Moment At) : IEvent;

    /// <summary>From an event's record to its first slot.</summary>
    public sealed record LatencyCounted(long Ms, Moment At) : IEvent;

    /// <param name="Beats">So many beats since the last report.</param>
    /// <param name="AlertBeats">An alert stood during so many of them.</param>
    /// <param name="HeadroomPpm">Smallest of (bound − value) / bound over cpu, memory, fullest disk; 0..1,000,000.</param>
    /// <param name="Tightest">Which of them it was, with its value.</param>
    public sealed record BeatsCounted(int Beats, int AlertBeats, int HeadroomPpm, string Tightest, Moment At) : IEvent;

    /// <summary>What was counted since the last such fact: what survives a restart of the single counts above.</summary>
    /// <param name="AppliedSeq">Ends of runs up to this place in the log are counted; 0: none was.</param>
    public sealed record Counted(ImmutableArray<ScoreSlice> Slices, int HeadroomPpm, string Tightest, Moment At, long AppliedSeq = 0)
        : IEvent;

    /// <summary>A new life of the score began: times before it were measured on another clock.</summary>
    public sealed record Resumed(Moment At) : IEvent;

    public sealed record ScoreSaid(Score Score, Moment At) : IEvent;

    /// <summary>A bound was passed; it has to hold.</summary>
    public sealed record DwellBegun(ScoreLevel Towards, Moment At) : IEvent;

    public sealed record DwellEnded : IEvent;

    public sealed record LevelChanged(ScoreLevel Level, Score Score, Moment At) : IEvent;

    public sealed record GetScore : IQuery;

    public sealed record CurrentScore(Score Score, ScoreLevel Level) : IReply;
}

public enum ScoreLevel
{
    Healthy,
    Degraded,
    Critical,
}

/// <param name="Name"><c>success</c>, <c>latency</c>, <c>stability</c>, <c>resource</c>.</param>
/// <param name="ValuePpm">The part itself, 0..1,000,000.</param>
/// <param name="ContributionPpm">Value times weight; the contributions sum to the score exactly.</param>
/// <param name="Because">The facts behind it, in one line.</param>
public sealed record ScorePart(string Name, int ValuePpm, int WeightPpm, int ContributionPpm, string Because);

/// <summary>A score with everything that made it.</summary>
public sealed record Score(int Ppm, ImmutableArray<ScorePart> Parts)
{
    public double Value => Ppm / 1e6;

    /// <summary>The parts that are not full, worst loss first.</summary>
    public IEnumerable<ScorePart> Complaints =>
        Parts.Where(part => part.ValuePpm < 1_000_000).OrderByDescending(part => part.WeightPpm - part.ContributionPpm);
}
