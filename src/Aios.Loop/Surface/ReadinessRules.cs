namespace Aios.Loop.Surface;

/// <summary>Where a node stands between its start and its end.</summary>
public enum NodePhase
{
    Starting,
    Running,
    Stopping,
}

/// <param name="Part">One word, known beforehand: <c>node</c>, <c>journal</c>, <c>store</c> or <c>folder</c>.</param>
/// <param name="Why">For those who may know.</param>
public sealed record NotReady(string Part, string Why);

/// <summary>Whether a node may take work. Something in it may be wrong, and the node repairs it: only what keeps work from being put on record counts.</summary>
public static class ReadinessRules
{
    /// <param name="journal">Why the event log takes in nothing, or only what cannot wait; null when it takes all.</param>
    /// <param name="store">Why the database takes in nothing; null when it does.</param>
    /// <param name="folder">What is wrong with the place of the data; null when it is there.</param>
    public static IReadOnlyList<NotReady> Of(NodePhase phase, string? journal, string? store, string? folder)
    {
        var failing = new List<NotReady>();
        if (phase != NodePhase.Running)
            failing.Add(
                new NotReady(
                    "node",
                    phase == NodePhase.Starting ? "it starts" : "it stops: steps that execute are waited for, nothing new begins"
                )
            );
        if (journal is not null)
            failing.Add(new NotReady("journal", journal));
        if (store is not null)
            failing.Add(new NotReady("store", store));
        if (folder is not null)
            failing.Add(new NotReady("folder", folder));
        return failing;
    }
}
