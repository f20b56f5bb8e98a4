namespace Aios.Journal.Tests.Simulated;

/// <summary>What came up in schedules.</summary>
internal readonly record struct Tally(
    long FailedOperations,
    long Kills,
    long PowerCuts,
    long Acknowledged,
    long Archived,
    long Deleted,
    long FullDisks,
    long Flips,
    long Named
)
{
    public static Tally operator +(Tally one, Tally other) =>
        new(
            one.FailedOperations + other.FailedOperations,
            one.Kills + other.Kills,
            one.PowerCuts + other.PowerCuts,
            one.Acknowledged + other.Acknowledged,
            one.Archived + other.Archived,
            one.Deleted + other.Deleted,
            one.FullDisks + other.FullDisks,
            one.Flips + other.Flips,
            one.Named + other.Named
        );
}
