using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary>What answers look like, in the OpenAPI document.</summary>
internal static class OpenApiSchemas
{
    /// <summary><c>aios.runs/1</c> as a name that OpenAPI takes: <c>aios.runs.1</c>.</summary>
    public static string NameOf(string schema) => schema.Replace('/', '.');

    /// <param name="members">As <see cref="Loop.Ports.IVerbs.MembersOf"/> tells them.</param>
    public static void WriteItem(Utf8JsonWriter writer, string schema, string members)
    {
        writer.WritePropertyName(NameOf(schema));
        ItemSchema.Of(members).WriteTo(writer);
    }

    public static void WriteOwn(Utf8JsonWriter writer)
    {
        WriteItem(writer, "Frame", "v:text id:text kind:text item:object? text:text? code:int? error:text?");
        WriteItem(
            writer,
            "Operation",
            "id:text verb:text location:text started_at:text state:text ended_at:text? answer:object? problem:text? code:int? detail:text?"
        );
        writer.WriteStartObject("Text");
        writer.WriteString("type", "string");
        writer.WriteEndObject();
        WriteItem(writer, "Problem", "type:text title:text status:int detail:text? instance:text traceId:text errors:list?");
        WriteItem(
            writer,
            Palette.Schema,
            "name:text palette:text summary:text effect:text role:text permitted:bool scope:text streams:bool secret:bool takes_long:bool "
                + "schema:text members:text example:text method:text path:text arguments:list"
        );
    }

    /// <summary>An answer of items of this schema.</summary>
    public static void WriteItems(Utf8JsonWriter writer, string schema)
    {
        writer.WriteStartObject("200");
        writer.WriteString("description", "What was found");
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WriteStartObject("schema");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("schema");
        writer.WriteString("const", schema);
        writer.WriteEndObject();
        writer.WriteStartObject("items");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("$ref", $"#/components/schemas/{NameOf(schema)}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("next");
        writer.WriteStartArray("type");
        writer.WriteStringValue("string");
        writer.WriteStringValue("null");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("code");
        writer.WriteStartArray("enum");
        writer.WriteNumberValue(ExitCode.Done);
        writer.WriteNumberValue(ExitCode.Unhealthy);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("notes");
        writer.WriteString("type", "array");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var name in (string[])["schema", "items", "next", "code"])
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteContent(Utf8JsonWriter writer, string status, string description, string type, string name)
    {
        writer.WriteStartObject(status);
        writer.WriteString("description", description);
        writer.WriteStartObject("content");
        writer.WriteStartObject(type);
        writer.WriteStartObject("schema");
        writer.WriteString("$ref", $"#/components/schemas/{name}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteProblem(Utf8JsonWriter writer, int status, IEnumerable<ProblemKind> kinds) =>
        WriteContent(writer, $"{status}", string.Join("; or: ", kinds.Select(kind => kind.Title)), Problems.ContentType, "Problem");
}
