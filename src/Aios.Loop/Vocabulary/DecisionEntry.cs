namespace Aios.Loop.Vocabulary;

/// <summary>A decision as it is kept. Each stands for one event of the log, so that it is stored once however often it is told.</summary>
/// <param name="Seq">Of that event.</param>
/// <param name="Id">Of that event: a UUIDv7.</param>
/// <param name="At">Milliseconds since the Unix epoch.</param>
/// <param name="Cause">Id of the event that it was about, or null.</param>
/// <param name="Run">The run that it started or judged, or null.</param>
/// <param name="Version">From 1; one more with every change of the outcome.</param>
public sealed record DecisionEntry(
    long Seq,
    string Id,
    long At,
    DecisionRecord Record,
    string? Cause,
    string? TraceId,
    string? Run,
    DecisionOutcome Outcome,
    string? OutcomeWhy = null,
    int Version = 1
);

/// <summary>What became of a decision.</summary>
public enum DecisionOutcome
{
    /// <summary>It is not known yet.</summary>
    Pending,
    Success,
    Failed,

    /// <summary>A later decision took its place.</summary>
    Superseded,
}

/// <summary>Something that the log says about earlier decisions.</summary>
/// <param name="Seq">Of the event that says so.</param>
/// <param name="Run">Decisions that started this run; null: the newest pending ones of the stage.</param>
public sealed record DecisionChange(long Seq, long At, LoopStage Stage, string? Run, DecisionOutcome Outcome, string Why);

/// <summary>An earlier version of a decision.</summary>
/// <param name="At">Until when it stood so, milliseconds since the Unix epoch.</param>
public sealed record DecisionVersion(int Version, long At, DecisionOutcome Outcome, string? OutcomeWhy);

/// <summary>Which decisions are wanted, newest first; what is null does not restrict.</summary>
/// <param name="From">Not before, milliseconds since the Unix epoch.</param>
/// <param name="To">Not after.</param>
/// <param name="Text">Words that must all stand in it.</param>
public sealed record DecisionQuery(
    LoopStage? Stage,
    DecisionOutcome? Outcome,
    string? Tag,
    string? Run,
    long? From,
    long? To,
    string? Text,
    int Limit
)
{
    /// <summary>Only those with a smaller sequence number.</summary>
    public long? Before { get; init; }
}

/// <param name="Applied">Records of the log that the store has taken in.</param>
/// <param name="Refused">Records since the start that are no decision although they should be.</param>
/// <param name="Trouble">Why nothing can be stored at present, or null.</param>
/// <param name="ByStage">How many, by stage and outcome.</param>
public sealed record DecisionStats(
    long Count,
    long Applied,
    long Refused,
    string? Trouble,
    bool HasFullText,
    IReadOnlyList<(LoopStage Stage, DecisionOutcome Outcome, long Count)> ByStage
);
