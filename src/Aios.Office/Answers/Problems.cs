using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>What is wrong, as RFC 9457 <c>application/problem+json</c>.</summary>
internal static class Problems
{
    /// <param name="type">The last part of its stable place: <c>foreign-host</c> is <c>/problems/foreign-host</c>.</param>
    public static async Task Write(
        HttpContext context,
        int status,
        string type,
        string title,
        string detail,
        IReadOnlyList<string>? errors = null
    )
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", $"/problems/{type}");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            json.WriteString("instance", context.Request.Path.Value);
            json.WriteString("traceId", Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier);
            if (errors is { Count: > 0 })
            {
                json.WriteStartArray("errors");
                foreach (var error in errors)
                    json.WriteStringValue(error);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
