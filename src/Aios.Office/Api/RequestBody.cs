using System.Text.Json;
using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Api;

/// <summary>The body of a write, whole: its hash is needed before it is acted on.</summary>
internal static class RequestBody
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = EventRules.MaxPayloadDepth + 4 };

    /// <exception cref="BadHttpRequestException">It is larger than <see cref="OfficeSettings.BodyLimitBytes"/>, or not JSON: with the status to answer.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        if (bytes.Length > 0 && !context.Request.HasJsonContentType())
            throw new BadHttpRequestException(
                $"Content-Type is {Shown.Quote(context.Request.ContentType)}; it must be application/json",
                StatusCodes.Status415UnsupportedMediaType
            );
        return bytes.ToArray();
    }

    /// <summary>No body is an object without members.</summary>
    /// <exception cref="BadHttpRequestException">It is not a JSON object.</exception>
    public static JsonElement ObjectOf(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return Nothing;
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new BadHttpRequestException("the body must be one JSON object");
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException($"the body is not JSON: {Shown.Clean(error.Message)}");
        }
    }
}
