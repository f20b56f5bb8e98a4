using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface.Verbs;

/// <summary>What verbs answer, as JSON Schema (draft 2020-12).</summary>
public static class ItemSchema
{
    /// <summary>One item.</summary>
    /// <param name="members">As <see cref="Ports.IVerbs.MembersOf"/> tells them.</param>
    /// <exception cref="ArgumentException">A word has no known type.</exception>
    public static JsonElement Of(string members)
    {
        var all = members.Split(' ').Select(word => word.Split(':')).Select(parts => (Name: parts[0], Type: parts[1])).ToList();
        return LooseJson.Object(
            ("type", "object"),
            ("properties", LooseJson.Object([.. all.Select(member => (member.Name, (object?)TypeOf(member.Type)))])),
            ("required", all.Where(member => !member.Type.EndsWith('?')).Select(member => member.Name))
        );
    }

    /// <summary>Everything that a verb writes with <c>--json</c>.</summary>
    /// <param name="members">Of its <see cref="VerbEntry.Schema"/>.</param>
    public static JsonElement OfAnswer(VerbEntry verb, string members) =>
        LooseJson.Object(
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", $"aios {verb.Name} --json"),
            ("description", verb.Summary),
            ("type", "object"),
            (
                "properties",
                LooseJson.Object(
                    ("schema", LooseJson.Object(("const", verb.Schema))),
                    ("items", LooseJson.Object(("type", "array"), ("items", Of(members))))
                )
            ),
            ("required", (string[])["schema", "items"]),
            ("additionalProperties", false)
        );

    private static JsonElement TypeOf(string word) =>
        LooseJson.Object(
            (
                "type",
                word.TrimEnd('?') switch
                {
                    "text" => "string",
                    "int" => "integer",
                    "number" => "number",
                    "bool" => "boolean",
                    "list" => "array",
                    "object" => "object",
                    _ => throw new ArgumentException($"'{word}' is no type of a schema's member", nameof(word)),
                }
            )
        );
}
