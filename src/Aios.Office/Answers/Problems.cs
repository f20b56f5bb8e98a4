using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>Writes a "no" as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <param name="detail">For people, about this one case; null: the title says all.</param>
    public static async Task Write(HttpContext context, ProblemKind kind, string? detail = null)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, LooseJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("type", kind.Type);
            json.WriteString("title", kind.Title);
            json.WriteNumber("status", kind.Status);
            if (detail is not null)
                json.WriteString("detail", detail);
            json.WriteString("instance", context.Request.Path.Value);
            json.WriteString("traceId", Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
            json.WriteEndObject();
        }
        var response = context.Response;
        if (kind.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer realm=\"aios\"";
        response.StatusCode = kind.Status;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
