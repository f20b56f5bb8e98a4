using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Aios.Loop.Conditions.Values;

/// <summary>
/// Reads the strings and names of JSON, some of which (a lone surrogate written as an escape) are valid JSON and yet no
/// text: the reader throws on them, and on any object that has one for a name.
/// </summary>
internal static class JsonText
{
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = json.GetString();
        }
        catch (InvalidOperationException)
        {
            text = null;
        }

        return text is not null;
    }

    public static bool IsEqual(JsonElement json, string text)
    {
        try
        {
            return json.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static bool TryField(JsonElement json, string name, out JsonElement field)
    {
        try
        {
            return json.TryGetProperty(name, out field);
        }
        catch (InvalidOperationException)
        {
            return TryReadableField(json, name, out field);
        }
    }

    public static bool TryName(JsonProperty property, [NotNullWhen(true)] out string? name)
    {
        try
        {
            name = property.Name;
        }
        catch (InvalidOperationException)
        {
            name = null;
        }

        return name is not null;
    }

    // As TryGetProperty does: of a name that is there twice, the last one counts.
    private static bool TryReadableField(JsonElement json, string name, out JsonElement field)
    {
        field = default;
        foreach (var property in json.EnumerateObject())
        {
            if (TryName(property, out var found) && found == name)
                field = property.Value;
        }

        return field.ValueKind != JsonValueKind.Undefined;
    }
}
