using System.Runtime.InteropServices;
using System.Text.Json;

namespace Aios.Office.Live;

/// <summary>A member of a row that is there already; null: it has no value any more.</summary>
internal readonly record struct Change(string Key, string Member, JsonElement? Value);

/// <summary>What makes one view of a stream the next one.</summary>
/// <param name="Added">Rows that were not there, whole.</param>
/// <param name="Dropped">Rows that came and went unseen, because there were too many.</param>
internal sealed record Changes(
    IReadOnlyList<KeyValuePair<string, JsonElement>> Added,
    IReadOnlyList<Change> Changed,
    IReadOnlyList<string> Gone,
    long Dropped = 0
)
{
    /// <summary>One per member that has another value, and one per row that is gone.</summary>
    public int Count => Added.Sum(row => row.Value.GetPropertyCount()) + Changed.Count + Gone.Count;
}

/// <summary>The difference of two views. A member that is missing is the same as one that is null: rows have no null members.</summary>
internal static class ChangeRules
{
    public static Changes Between(IReadOnlyDictionary<string, JsonElement> before, IReadOnlyDictionary<string, JsonElement> after)
    {
        var (added, changed) = (new List<KeyValuePair<string, JsonElement>>(), new List<Change>());
        foreach (var row in after)
            if (!before.TryGetValue(row.Key, out var old))
                added.Add(row);
            else if (!IsSame(old, row.Value))
                Compare(row.Key, old, row.Value, changed);
        return new Changes(added, changed, [.. before.Keys.Where(key => !after.ContainsKey(key))]);
    }

    private static void Compare(string key, JsonElement before, JsonElement after, List<Change> changed)
    {
        foreach (var member in after.EnumerateObject())
            if (!before.TryGetProperty(member.Name, out var old) || !IsSame(old, member.Value))
                changed.Add(new Change(key, member.Name, member.Value));
        foreach (var member in before.EnumerateObject())
            if (!after.TryGetProperty(member.Name, out _))
                changed.Add(new Change(key, member.Name, null));
    }

    // Both were written by the same code: the same value is the same text.
    private static bool IsSame(JsonElement one, JsonElement other) =>
        JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other));
}
