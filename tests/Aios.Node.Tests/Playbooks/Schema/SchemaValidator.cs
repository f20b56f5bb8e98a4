using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aios.Platform.Hocon;

namespace Aios.Node.Tests.Playbooks.Schema;

/// <summary>The keywords of JSON Schema that the playbook schema uses; another keyword is an error, so that none goes unchecked.</summary>
internal sealed class SchemaValidator(JsonObject root)
{
    private static readonly string[] Notes = ["title", "description", "default", "$schema", "$id", "$defs"];

    public IReadOnlyList<string> Check(JsonNode? value) => [.. Check(root, value, "")];

    /// <summary>A HOCON tree as JSON: unquoted numbers and booleans are such.</summary>
    public static JsonNode? Json(HoconNode node) =>
        node switch
        {
            HoconObject value => new JsonObject(value.Members.Select(member => KeyValuePair.Create(member.Key, Json(member.Value)))),
            HoconArray list => new JsonArray([.. list.Items.Select(Json)]),
            HoconScalar { IsNull: true } => null,
            HoconScalar { Quoted: false } scalar when HoconUnits.TryInteger(scalar.Text, out var whole) => whole,
            HoconScalar { Quoted: false } scalar when HoconUnits.TryNumber(scalar.Text, out var number) => number,
            HoconScalar { Quoted: false, Text: "true" or "false" } scalar => scalar.Text == "true",
            HoconScalar scalar => scalar.Text,
            _ => throw new InvalidOperationException(node.Kind),
        };

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string at) =>
        schema.SelectMany(keyword => Check(schema, keyword.Key, keyword.Value!, value, at));

    private IEnumerable<string> Check(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at)
    {
        var (members, list) = (value as JsonObject, value as JsonArray);
        var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var read) ? read : null;
        double? number =
            value is JsonValue && text is null && KindOf(value) is "integer" or "number" ? double.Parse(value!.ToJsonString()) : null;
        switch (keyword)
        {
            case "$ref":
                return Check((JsonObject)root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value, at);
            case "type":
                var allowed = rule is JsonArray kinds ? kinds.Select(kind => (string)kind!) : [(string)rule!];
                var kind = KindOf(value);
                return Unless(allowed.Contains(kind) || (kind == "integer" && allowed.Contains("number")), $"{at} is {kind}");
            case "properties":
                return members is null
                    ? []
                    : members.SelectMany(member => rule[member.Key] is JsonObject of ? Check(of, member.Value, $"{at}.{member.Key}") : []);
            case "additionalProperties":
                if (rule is JsonObject others)
                    return members?.SelectMany(member => Check(others, member.Value, $"{at}.{member.Key}")) ?? [];
                return members is null || rule.GetValue<bool>()
                    ? []
                    : members.Where(member => schema["properties"]![member.Key] is null).Select(member => $"{at}.{member.Key} is unknown");
            case "required":
                return rule.AsArray().Where(name => members?.ContainsKey((string)name!) == false).Select(name => $"{at}.{name} is missing");
            case "dependentRequired":
                return rule.AsObject()
                    .Where(pair => members?.ContainsKey(pair.Key) == true)
                    .SelectMany(pair => pair.Value!.AsArray().Where(name => !members!.ContainsKey((string)name!)))
                    .Select(name => $"{at}.{name} is missing beside another");
            case "items":
                return list is null ? [] : list.SelectMany((item, index) => Check((JsonObject)rule, item, $"{at}[{index}]"));
            case "anyOf":
                return Unless(rule.AsArray().Any(form => !Check((JsonObject)form!, value, at).Any()), $"{at} has no form that is allowed");
            case "oneOf":
                return Unless(
                    rule.AsArray().Count(form => !Check((JsonObject)form!, value, at).Any()) == 1,
                    $"{at} must have exactly one form"
                );
            case "enum":
                return Unless(rule.AsArray().Any(each => JsonNode.DeepEquals(each, value)), $"{at} is {value}");
            case "const":
                return Unless(JsonNode.DeepEquals(rule, value), $"{at} is not {rule}");
            case "pattern":
                return Unless(text is null || Regex.IsMatch(text, (string)rule!), $"{at} ({text}) does not match {rule}");
            case "minLength":
                return Unless(text is null || text.Length >= (int)rule, $"{at} is too short");
            case "maxLength":
                return Unless(text is null || text.Length <= (int)rule, $"{at} is too long");
            case "minimum":
                return Unless(number is null || number >= double.Parse(rule.ToJsonString()), $"{at} is too small");
            case "maximum":
                return Unless(number is null || number <= double.Parse(rule.ToJsonString()), $"{at} is too large");
            case "minItems":
                return Unless(list is null || list.Count >= (int)rule, $"{at} has too few");
            case "maxItems":
                return Unless(list is null || list.Count <= (int)rule, $"{at} has too many");
            default:
                return Notes.Contains(keyword) ? [] : throw new InvalidOperationException($"the validator does not know {keyword}");
        }
    }

    private static IEnumerable<string> Unless(bool holds, string what) => holds ? [] : [what];

    private static string KindOf(JsonNode? value) =>
        value switch
        {
            null => "null",
            JsonObject => "object",
            JsonArray => "array",
            _ => value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.String => "string",
                System.Text.Json.JsonValueKind.Number => double.IsInteger(double.Parse(value.ToJsonString())) ? "integer" : "number",
                _ => "boolean",
            },
        };
}
