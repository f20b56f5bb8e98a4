using System.Text.Json;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary>One route of a verb in the OpenAPI document.</summary>
internal static class OpenApiOperation
{
    public static readonly int[] ReadProblems = [400, 401, 403, 404, 429, 500, 503];
    public static readonly int[] WriteProblems = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503];

    public static void Write(Utf8JsonWriter writer, ApiRoute route)
    {
        var verb = route.Verb;
        writer.WriteStartObject(route.Method.ToLowerInvariant());
        writer.WriteString("operationId", verb.Name.Replace(' ', '-'));
        writer.WriteString("summary", verb.Summary);
        writer.WriteStartArray("tags");
        writer.WriteStringValue(verb.Palette);
        writer.WriteEndArray();
        writer.WriteString("x-role", verb.LeastRole.Text());
        writer.WriteString("x-verb", verb.Name);
        WriteParameters(writer, route);
        if (route.IsWrite)
            WriteBody(writer, route);
        writer.WriteStartObject("responses");
        WriteAnswer(writer, route);
        WriteRefusals(writer, route.IsWrite ? WriteProblems : ReadProblems);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteRefusals(Utf8JsonWriter writer, IEnumerable<int> statuses)
    {
        foreach (var status in statuses)
        {
            writer.WriteStartObject($"{status}");
            writer.WriteString("$ref", $"#/components/responses/{status}");
            writer.WriteEndObject();
        }
    }

    private static void WriteParameters(Utf8JsonWriter writer, ApiRoute route)
    {
        writer.WriteStartArray("parameters");
        foreach (var parameter in route.Parameters.Where(parameter => parameter.Place != ParameterPlace.Body))
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("in", parameter.Place == ParameterPlace.Path ? "path" : "query");
            writer.WriteString("description", parameter.Argument.Help);
            writer.WriteBoolean("required", parameter.Argument.Required);
            writer.WritePropertyName("schema");
            WriteType(writer, parameter.Argument);
            writer.WriteEndObject();
        }
        if (route.IsWrite)
        {
            writer.WriteStartObject();
            writer.WriteString("name", Idempotency.Header);
            writer.WriteString("in", "header");
            writer.WriteString("description", "kept for 24 h: the same request under the same key is carried out once");
            writer.WriteStartObject("schema");
            writer.WriteString("type", "string");
            writer.WriteNumber("maxLength", Idempotency.LongestKey);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter writer, ApiRoute route)
    {
        var members = route.Parameters.Where(parameter => parameter.Place == ParameterPlace.Body).ToList();
        if (members.Count == 0)
            return;
        writer.WriteStartObject("requestBody");
        writer.WriteBoolean("required", members.Exists(member => member.Argument.Required));
        writer.WriteStartObject("content");
        writer.WriteStartObject("application/json");
        writer.WriteStartObject("schema");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            WriteType(writer, member.Argument, member.Argument.Help);
        }
        writer.WriteEndObject();
        if (members.Exists(member => member.Argument.Required))
        {
            writer.WriteStartArray("required");
            foreach (var member in members.Where(member => member.Argument.Required))
                writer.WriteStringValue(member.Name);
            writer.WriteEndArray();
        }
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter writer, ApiRoute route)
    {
        if (route.Verb.TakesLong)
            OpenApiSchemas.WriteContent(writer, "202", "Begun; Location is where it is told of", "application/json", "Operation");
        else if (route.IsStream)
            OpenApiSchemas.WriteContent(
                writer,
                "200",
                "One frame a line, until it ends or the client leaves",
                FrameStream.ContentType,
                "Frame"
            );
        else
            OpenApiSchemas.WriteItems(writer, route.Verb.Schema);
    }

    private static void WriteType(Utf8JsonWriter writer, VerbArgument argument, string? help = null)
    {
        writer.WriteStartObject();
        if (argument.Repeated)
        {
            writer.WriteString("type", "array");
            writer.WriteStartObject("items");
            writer.WriteString("type", "string");
            writer.WriteEndObject();
        }
        else
            writer.WriteString(
                "type",
                argument.Type switch
                {
                    ArgumentType.Flag => "boolean",
                    ArgumentType.Whole => "integer",
                    ArgumentType.Json => "object",
                    _ => "string",
                }
            );
        if (help is not null)
            writer.WriteString("description", help);
        if (argument.Type == ArgumentType.Whole)
        {
            writer.WriteNumber("minimum", argument.Least);
            if (argument.Most < long.MaxValue)
                writer.WriteNumber("maximum", argument.Most);
        }
        if (argument.Values.Count > 0)
        {
            writer.WriteStartArray("enum");
            foreach (var value in argument.Values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
