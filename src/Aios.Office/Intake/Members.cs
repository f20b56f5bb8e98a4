using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Intake;

/// <summary>The members of one JSON object, asked for by name; what is wrong with them is noted.</summary>
/// <param name="pointer">Where the object stands in the body.</param>
internal sealed class Members(JsonElement json, string pointer, Reading reading)
{
    /// <summary>Nothing was wrong so far.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>Null when it is not there, or null itself.</summary>
    public string? Text(string name) => Value(name, JsonValueKind.String, "a text")?.GetString();

    public string Needed(string name)
    {
        var text = Text(name);
        if (Find(name) is null || text is "")
            Fault(name, $"{name} is missing");
        return text ?? "";
    }

    public JsonElement? Object(string name) => Value(name, JsonValueKind.Object, "a JSON object");

    /// <summary>Milliseconds since the Unix epoch, given as such or as RFC 3339 with an offset.</summary>
    public long? Time(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        if (Instants.TryRead(value, out var at))
            return at.ToUnixTimeMilliseconds();
        Fault(name, $"{name} must be milliseconds since 1970 or a time such as 2026-01-31T10:00:00Z");
        return null;
    }

    public void Only(IReadOnlyList<string> known)
    {
        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name)))
            Fault(
                member.Name,
                $"{Shown.Quote(member.Name)} is not known here; known are {string.Join(", ", known)}"
                    + (member.Name == "specversion" ? "; a CloudEvent has the Content-Type application/cloudevents+json" : "")
            );
    }

    public void Fault(string name, string why)
    {
        IsGood = false;
        reading.Fault($"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}", why);
    }

    public JsonElement? Find(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Value(string name, JsonValueKind kind, string what)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == kind)
            return value;
        Fault(name, $"{name} must be {what}");
        return null;
    }
}
