using Aios.Loop.Conditions;
using Aios.Loop.Reacting.Windows;

namespace Aios.Loop.Reacting;

/// <summary>Which events a playbook answers.</summary>
/// <param name="Type">An exact event type, or a prefix: <c>resource.*</c>; the first of several, empty when any type will do.</param>
/// <param name="GroupBy">Paths into the event; cooldown and window count per combination of their values.</param>
public sealed record Trigger(string Type, Condition? When, IReadOnlyList<string> GroupBy)
{
    /// <summary>Further types or prefixes; one of all of them is enough.</summary>
    public IReadOnlyList<string> OtherTypes { get; init; } = [];

    /// <summary>One of these has to stand in the event's type or in a text of its payload, in any case; empty: nothing has to.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>No letter, digit or <c>_</c> beside a keyword.</summary>
    public bool WholeWords { get; init; }

    /// <summary>Null: every event that fits is answered by itself.</summary>
    public WindowTemplate? Window { get; init; }

    /// <summary>All types and prefixes; empty when any type will do.</summary>
    public IReadOnlyList<string> Types =>
        Type.Length == 0 ? []
        : OtherTypes.Count == 0 ? [Type]
        : [Type, .. OtherTypes];

    public bool FitsType(string type) =>
        Type.Length == 0 || TypePattern.Fits(Type, type) || OtherTypes.Any(each => TypePattern.Fits(each, type));

    /// <summary>How narrowly it asks: exact types before prefixes, longer prefixes before shorter ones, any type last.</summary>
    public int Specificity =>
        (Type.Length == 0 ? 0 : Types.Min(TypePattern.Specificity)) * 4 + (When is null ? 0 : 2) + (Keywords.Count == 0 ? 0 : 1);
}

/// <summary>An event type as it stands, or a prefix that ends in <c>.*</c>.</summary>
public static class TypePattern
{
    private const int Exact = 1_000;

    public static bool IsPrefix(string pattern) => pattern.EndsWith(".*", StringComparison.Ordinal);

    /// <summary>With its dot: <c>resource.</c></summary>
    public static string Prefix(string pattern) => pattern[..^1];

    public static bool Fits(string pattern, string type) =>
        IsPrefix(pattern) ? type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : pattern == type;

    /// <summary>From 1, by the parts of a prefix; an exact type is above all of them.</summary>
    public static int Specificity(string pattern) => IsPrefix(pattern) ? pattern.Count(c => c == '.') : Exact;
}
