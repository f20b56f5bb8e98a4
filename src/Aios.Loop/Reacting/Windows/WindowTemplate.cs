using Aios.Loop.Conditions;

namespace Aios.Loop.Reacting.Windows;

/// <summary>When several events together are answered, per group of the playbook.</summary>
/// <param name="Within">1 s to 24 h; zero for <see cref="WindowKind.Any"/>.</param>
/// <param name="Count">Events that are needed, 2 to 1,000, for <see cref="WindowKind.Count"/> and <see cref="WindowKind.AccumulateWithin"/>; else 0.</param>
/// <param name="Conditions">2 to 16, for the kinds that have conditions of their own; else empty.</param>
public sealed record WindowTemplate(WindowKind Kind, TimeSpan Within, int Count, IReadOnlyList<Condition> Conditions)
{
    /// <summary>Groups of one playbook whose window is open at once; an event of one more is refused, on record.</summary>
    public const int MostGroups = 1_000;

    /// <summary>Events that one window keeps by number; of more, <see cref="WindowKind.OnceAfter"/> keeps the count and the last.</summary>
    public const int MostEvents = 1_000;

    public const int MostConditions = 16;
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public long WithinMs => (long)Within.TotalMilliseconds;

    /// <summary>It says by itself that its time is over; no event does.</summary>
    public bool IsTimed => Kind is WindowKind.NotAll or WindowKind.OnceAfter;
}

public enum WindowKind
{
    /// <summary>So many events, none older than <c>within</c> before the newest; then it starts anew.</summary>
    Count,

    /// <summary>Each of the conditions was met by some event within the time.</summary>
    All,

    /// <summary>One of the conditions is met by the event.</summary>
    Any,

    /// <summary>From the first event that meets one of them on, not all of the conditions were met when the time is over.</summary>
    NotAll,

    /// <summary>The first event is answered, those of the time after it are not.</summary>
    OnceWithin,

    /// <summary>So long after the first event all that came are answered once, as the last of them.</summary>
    OnceAfter,

    /// <summary>So many events within the time from the first on; those of a time that is over are forgotten.</summary>
    AccumulateWithin,
}

public static class WindowKinds
{
    /// <summary>As playbooks write it: <c>once-within</c>.</summary>
    public static string Text(this WindowKind kind) =>
        kind switch
        {
            WindowKind.Count => "count",
            WindowKind.All => "all",
            WindowKind.Any => "any",
            WindowKind.NotAll => "not-all",
            WindowKind.OnceWithin => "once-within",
            WindowKind.OnceAfter => "once-after",
            _ => "accumulate-within",
        };
}
