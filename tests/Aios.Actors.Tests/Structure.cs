using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace Aios.Actors.Tests;

/// <summary>Compares two values field by field, private ones included: what a record's own equality takes for two is the same here when it holds the same.</summary>
internal static class Structure
{
    /// <returns>Where they differ first, or null.</returns>
    public static string? Difference(object? one, object? other, string path = "")
    {
        if (one is null || other is null)
            return one == other ? null : $"{path}: {one ?? "null"} / {other ?? "null"}";
        if (one is JsonElement json && other is JsonElement with)
            return JsonElement.DeepEquals(json, with) ? null : $"{path}: {json} / {with}";
        if (one is string || one.GetType().IsPrimitive || one.GetType().IsEnum || one is TimeSpan or DateTimeOffset)
            return one.Equals(other) ? null : $"{path}: {one} / {other}";
        if (one is IDictionary table && other is IDictionary against)
            return Pairs(table, against, path);
        if (one is IEnumerable list && other is IEnumerable more)
            return Items(Ordered(list), Ordered(more), path);
        return one.GetType() != other.GetType() ? $"{path}: {one.GetType().Name} / {other.GetType().Name}" : Fields(one, other, path);
    }

    private static string? Fields(object one, object other, string path)
    {
        for (var type = one.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
                if (Difference(field.GetValue(one), field.GetValue(other), $"{path}/{field.Name}") is { } difference)
                    return difference;
        return null;
    }

    private static string? Pairs(IDictionary one, IDictionary other, string path)
    {
        if (one.Count != other.Count)
            return $"{path}: {one.Count} / {other.Count} entries";
        foreach (DictionaryEntry entry in one)
            if (!other.Contains(entry.Key))
                return $"{path}: {entry.Key} is in one only";
            else if (Difference(entry.Value, other[entry.Key], $"{path}[{entry.Key}]") is { } difference)
                return difference;
        return null;
    }

    private static string? Items(List<object?> one, List<object?> other, string path) =>
        one.Count != other.Count
            ? $"{path}: {one.Count} / {other.Count} items"
            : one.Select((item, i) => Difference(item, other[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);

    // The order of a set is its own affair.
    private static List<object?> Ordered(IEnumerable items)
    {
        var all = items.Cast<object?>().ToList();
        return items.GetType().Name.Contains("HashSet", StringComparison.Ordinal)
            ? [.. all.OrderBy(item => $"{item}", StringComparer.Ordinal)]
            : all;
    }
}
