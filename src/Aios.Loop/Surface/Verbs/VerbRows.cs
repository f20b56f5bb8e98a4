using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface.Verbs;

/// <summary>The rows of a list, for those who ask whether one of them is so: <c>--fail-on any</c>, or a value of a member.</summary>
/// <param name="Members">Whose values may be named; no value is one of two members.</param>
public sealed record VerbRows(IReadOnlyList<RowMember> Members)
{
    public const string Any = "any";

    public static VerbRows Plain { get; } = new([]);

    /// <summary>The member of the verb's only item that holds the rows; null: each item is one.</summary>
    public string? In { get; init; }

    /// <summary>What may be asked for.</summary>
    public IReadOnlyList<string> Allowed => [Any, .. Members.SelectMany(member => member.Values)];

    /// <param name="item">One item of the list.</param>
    /// <param name="asked">One of <see cref="Allowed"/>.</param>
    public bool Holds(JsonElement item, string asked) =>
        asked != Any
            ? Members.Any(member => member.Holds(item, asked))
            : In is null || (item.TryGetProperty(In, out var rows) && rows.GetArrayLength() > 0);
}

/// <summary>A member of a row that has one of a few values.</summary>
public sealed record RowMember(string Name, IReadOnlyList<string> Values)
{
    /// <summary>Least first: a higher value counts as the one that is asked for.</summary>
    public bool IsOrdered { get; init; }

    public static RowMember Severity { get; } = Of<Severity>("severity") with { IsOrdered = true };

    /// <summary>The values as verbs write them: <c>HalfOpen</c> is <c>half-open</c>.</summary>
    public static RowMember Of<T>(string name)
        where T : struct, Enum => new(name, [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)]);

    internal bool Holds(JsonElement item, string asked)
    {
        if (!Values.Contains(asked) || !item.TryGetProperty(Name, out var found) || found.GetString() is not { } value)
            return false;
        return value == asked || (IsOrdered && Rank(value) > Rank(asked));
    }

    private int Rank(string value) => Enumerable.Range(0, Values.Count).FirstOrDefault(at => Values[at] == value, -1);
}
