using System.Buffers;
using System.Text;
using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Vocabulary;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary>The API as OpenAPI 3.1 tells it, from the same routes and schemas that answer.</summary>
internal static class OpenApiDocument
{
    public const string Path = "/openapi.json";

    public static string Of(IVerbs verbs)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        var options = LooseJson.WriterOptions with { Indented = true, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
            Write(writer, verbs);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, IVerbs verbs)
    {
        var routes = RouteTable.Of(verbs.All);
        writer.WriteStartObject();
        writer.WriteString("openapi", "3.1.0");
        writer.WriteStartObject("info");
        writer.WriteString("title", "Aios.Actors");
        writer.WriteString("version", "1");
        writer.WriteString("summary", "A self-healing runtime for agents: every verb of the command line as a route");
        writer.WriteEndObject();
        writer.WriteStartObject("paths");
        foreach (var path in routes.GroupBy(route => route.Path))
        {
            writer.WriteStartObject(path.Key);
            foreach (var route in path)
                OpenApiOperation.Write(writer, route);
            OpenApiIntake.Write(writer, path.Key);
            writer.WriteEndObject();
        }
        foreach (var path in OpenApiIntake.Others(routes.Select(route => route.Path)))
        {
            writer.WriteStartObject(path);
            OpenApiIntake.Write(writer, path);
            writer.WriteEndObject();
        }
        OpenApiOwnPaths.Write(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("components");
        writer.WriteStartObject("schemas");
        foreach (var schema in routes.Select(route => route.Verb.Schema).Distinct().Order(StringComparer.Ordinal))
            OpenApiSchemas.WriteItem(writer, schema, verbs.MembersOf(schema));
        OpenApiSchemas.WriteOwn(writer);
        OpenApiIntake.WriteSchemas(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("responses");
        foreach (var kinds in ProblemKinds.All.GroupBy(kind => kind.Status))
            OpenApiSchemas.WriteProblem(writer, kinds.Key, kinds);
        writer.WriteEndObject();
        writer.WriteStartObject("securitySchemes");
        writer.WriteStartObject("token");
        writer.WriteString("type", "http");
        writer.WriteString("scheme", "bearer");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("security");
        writer.WriteStartObject();
        writer.WriteStartArray("token");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
