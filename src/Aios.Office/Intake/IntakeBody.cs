using System.Text.Json;
using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Intake;

/// <summary>The body of a request, whole.</summary>
internal static class IntakeBody
{
    /// <summary>A payload, and what stands around it.</summary>
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = EventRules.MaxPayloadDepth + 8 };

    /// <exception cref="BadHttpRequestException">It is larger than <see cref="OfficeSettings.BodyLimitBytes"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        return bytes.ToArray();
    }

    /// <exception cref="BadHttpRequestException">It is no JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException($"the body is not JSON: {Shown.Clean(error.Message)}");
        }
    }
}
