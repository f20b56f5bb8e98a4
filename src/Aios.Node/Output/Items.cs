using System.Globalization;
using System.Text.Json;

namespace Aios.Node.Output;

/// <summary>Reads members of an item leniently: what another version left out shows as nothing, not as a crash.</summary>
internal static class Items
{
    public static string Text(this JsonElement item, string name) =>
        Member(item, name) is { } value
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : value.GetRawText()
            : "";

    public static bool Has(this JsonElement item, string name) => Member(item, name) is not null;

    public static long Whole(this JsonElement item, string name) =>
        Member(item, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var whole) ? whole : 0;

    public static double Number(this JsonElement item, string name) =>
        Member(item, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : 0;

    public static bool Flag(this JsonElement item, string name) => Member(item, name) is { ValueKind: JsonValueKind.True };

    public static IReadOnlyList<JsonElement> List(this JsonElement item, string name) =>
        Member(item, name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : [];

    public static IEnumerable<string> Texts(this JsonElement item, string name) =>
        item.List(name).Select(each => each.ValueKind == JsonValueKind.String ? each.GetString()! : each.GetRawText());

    /// <summary>An RFC 3339 member as milliseconds since the Unix epoch; null when there is none.</summary>
    public static long? Time(this JsonElement item, string name) =>
        DateTimeOffset.TryParse(item.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;

    private static JsonElement? Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
