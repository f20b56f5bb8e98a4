namespace Aios.Loop.Vocabulary;

/// <summary>What a rule decided: facts to put on record, or a refusal; and why, when a person may ask.</summary>
public sealed record Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal = null, DecisionRecord? Record = null)
{
    public static Decision<TEvent> Nothing { get; } = new([]);

    public static Decision<TEvent> Refused(Refusal refusal) => new([], refusal);

    public static Decision<TEvent> Of(params TEvent[] events) => new(events);

    public bool IsRefused => Refusal is not null;
}

/// <summary>One thing that could have been done, how it scored, and why it was or was not chosen.</summary>
public sealed record DecisionOption(string Name, double Score, string Reason);

/// <summary>Why something was decided, for whoever asks later.</summary>
/// <param name="Stage">Where in the loop.</param>
/// <param name="Context">What it was about, in one sentence.</param>
/// <param name="Options">Everything considered, best first.</param>
/// <param name="Chosen">Name of the chosen option, or null when none was.</param>
/// <param name="Rationale">Why that one.</param>
public sealed record DecisionRecord(
    LoopStage Stage,
    string Context,
    IReadOnlyList<DecisionOption> Options,
    string? Chosen,
    string Rationale
)
{
    /// <summary>0..1, or null where it means nothing.</summary>
    public double? Confidence { get; init; }

    /// <summary>Which version of what decided: <c>disk-cleanup version 3</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Who had a say, besides the rules.</summary>
    public IReadOnlyList<string> Stakeholders { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What follows from it, one line each.</summary>
    public IReadOnlyList<string> Consequences { get; init; } = [];
}
