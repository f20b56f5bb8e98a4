using System.Text.Json.Nodes;

namespace Aios.Node.Playbooks.Schema;

/// <summary>Pieces of a JSON Schema (draft 2020-12). Every description ends with range and default.</summary>
internal static class SchemaParts
{
    public static JsonObject Duration { get; } =
        new()
        {
            ["description"] = "500ms, 30s, 5m, 2h, 1d; a number without unit is milliseconds",
            ["type"] = new JsonArray("string", "number"),
            ["pattern"] =
                "^\\s*-?[0-9]+(\\.[0-9]+)?\\s*("
                + "ns|nanos?|nanoseconds?|us|micros?|microseconds?|ms|millis?|milliseconds?|s|seconds?|m|minutes?|h|hours?|d|days?)?\\s*$",
        };

    public static JsonObject Text(string title, string description, string? pattern = null, int least = 0, int most = 0)
    {
        var text = Member(title, description);
        text["type"] = "string";
        if (pattern is not null)
            text["pattern"] = pattern;
        if (least > 0)
            text["minLength"] = least;
        if (most > 0)
            text["maxLength"] = most;
        return text;
    }

    public static JsonObject Words(string title, string description, string? otherwise, params string[] words)
    {
        var text = Member(title, description);
        text["enum"] = List(words);
        if (otherwise is not null)
            text["default"] = otherwise;
        return text;
    }

    /// <param name="otherwise">Its default, with unit; null when there is none.</param>
    public static JsonObject Time(string title, string description, string least, string most, string? otherwise)
    {
        var time = Member(title, $"{description} {least} to {most}{(otherwise is null ? "" : $"; {otherwise} unless given")}.");
        time["$ref"] = "#/$defs/duration";
        if (otherwise is not null)
            time["default"] = otherwise;
        return time;
    }

    public static JsonObject Whole(string title, string description, long least, long most, long? otherwise)
    {
        var whole = Number(title, description, least, most, otherwise);
        whole["type"] = "integer";
        return whole;
    }

    public static JsonObject Number(string title, string description, double least, double most, double? otherwise)
    {
        var range = FormattableString.Invariant($"{least} to {most}");
        var number = Member(
            title,
            $"{description} {range}{(otherwise is { } given ? FormattableString.Invariant($"; {given} unless given") : "")}."
        );
        number["type"] = "number";
        number["minimum"] = least;
        number["maximum"] = most;
        if (otherwise is not null)
            number["default"] = otherwise;
        return number;
    }

    public static JsonObject Flag(string title, string description, bool? otherwise)
    {
        var flag = Member(title, description);
        flag["type"] = "boolean";
        if (otherwise is not null)
            flag["default"] = otherwise;
        return flag;
    }

    public static JsonObject Items(string title, string description, JsonObject item, int least = 0, int most = 0)
    {
        var list = Member(title, description);
        list["type"] = "array";
        list["items"] = item;
        if (least > 0)
            list["minItems"] = least;
        if (most > 0)
            list["maxItems"] = most;
        return list;
    }

    /// <summary>An object that allows these members and no other.</summary>
    public static JsonObject Object(string title, string description, string[] required, params (string Name, JsonObject Schema)[] members)
    {
        var schema = Member(title, description);
        schema["type"] = "object";
        if (required.Length > 0)
            schema["required"] = List(required);
        var properties = new JsonObject();
        foreach (var (name, member) in members)
            properties[name] = member;
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        return schema;
    }

    public static JsonObject Either(string title, string description, params JsonObject[] forms)
    {
        var schema = Member(title, description);
        schema["anyOf"] = new JsonArray([.. forms]);
        return schema;
    }

    public static JsonObject Word(string word) => new() { ["const"] = word };

    public static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    public static JsonObject Ref(string name, string title, string description)
    {
        var member = Member(title, description);
        member["$ref"] = $"#/$defs/{name}";
        return member;
    }

    public static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];

    private static JsonObject Member(string title, string description) => new() { ["title"] = title, ["description"] = description };
}
