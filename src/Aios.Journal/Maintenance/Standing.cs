namespace Aios.Journal.Maintenance;

/// <summary>What the deleted part of the log said and what held when it ended.</summary>
/// <param name="UpTo">The last record that it is of; 0: nothing was taken over yet.</param>
public sealed record Standing(long UpTo, IReadOnlyList<StandingFact> Facts)
{
    public static Standing Nothing { get; } = new(0, []);
}

/// <summary>One fact that outlives the record that said it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Which of its kind.</param>
/// <param name="Seq">The record that said it last.</param>
/// <param name="Text">The fact, as JSON.</param>
public sealed record StandingFact(string Kind, string Key, long Seq, string Text);
