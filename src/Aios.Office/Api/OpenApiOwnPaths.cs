using System.Text.Json;
using Aios.Loop.Surface.Verbs;

namespace Aios.Office.Api;

/// <summary>The routes of the API that are no verb's, in the OpenAPI document.</summary>
internal static class OpenApiOwnPaths
{
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(RouteTable.Root + "/verbs");
        Begin(writer, "get", "verbs", "Every verb: arguments, effect, role, schema, example, route");
        OpenApiSchemas.WriteItems(writer, Palette.Schema);
        End(writer, [401, 429]);
        writer.WriteEndObject();

        writer.WriteStartObject(RouteTable.Root + "/verbs/run");
        Begin(
            writer,
            "post",
            "verbs-run",
            "A verb by its name, answered with the frames of the inspection port",
            """{"required":true,"content":{"application/json":{"schema":{"type":"object","required":["verb"],"properties":{"id":{"type":"string"},"verb":{"type":"string"},"args":{"type":"object"}}}}}}"""
        );
        OpenApiSchemas.WriteContent(
            writer,
            "200",
            $"{VerbFrames.Version}, one frame a line; the last is the end",
            FrameStream.ContentType,
            "Frame"
        );
        End(writer, OpenApiOperation.WriteProblems);
        writer.WriteEndObject();

        writer.WriteStartObject(Operations.Path + "/{id}");
        Begin(
            writer,
            "get",
            "operations-show",
            "What became of what was begun with a 202",
            parameters: """[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}]"""
        );
        OpenApiSchemas.WriteContent(writer, "200", "It runs, is done, or failed", "application/json", "Operation");
        End(writer, [401, 404, 429]);
        writer.WriteEndObject();

        WriteText(writer, "/healthz", "The process lives; for anybody", isOpen: true, []);
        WriteText(
            writer,
            "/readyz",
            "The node may take work; who asks from its machine or has a login is told why not",
            isOpen: true,
            [503]
        );
        WriteText(writer, "/metrics", "What the node measures of itself, in the text format of Prometheus", isOpen: false, [401, 403, 429]);
    }

    private static void WriteText(Utf8JsonWriter writer, string path, string summary, bool isOpen, IEnumerable<int> problems)
    {
        writer.WriteStartObject(path);
        Begin(writer, "get", path[1..], summary, isOpen: isOpen);
        OpenApiSchemas.WriteContent(writer, "200", summary, "text/plain", "Text");
        End(writer, problems);
        writer.WriteEndObject();
    }

    private static void Begin(
        Utf8JsonWriter writer,
        string method,
        string name,
        string summary,
        string? body = null,
        string parameters = "[]",
        bool isOpen = false
    )
    {
        writer.WriteStartObject(method);
        writer.WriteString("operationId", name);
        writer.WriteString("summary", summary);
        if (isOpen)
        {
            writer.WriteStartArray("security");
            writer.WriteEndArray();
        }
        writer.WritePropertyName("parameters");
        JsonElement.Parse(parameters).WriteTo(writer);
        if (body is not null)
        {
            writer.WritePropertyName("requestBody");
            JsonElement.Parse(body).WriteTo(writer);
        }
        writer.WriteStartObject("responses");
    }

    private static void End(Utf8JsonWriter writer, IEnumerable<int> problems)
    {
        OpenApiOperation.WriteRefusals(writer, problems);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
