using System.Buffers;
using System.Text;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>A whole answer, so that it can be kept and given again.</summary>
internal sealed record Answer(int Status, string ContentType, string Body)
{
    /// <summary>Where what was begun will be told, with a 202; null otherwise.</summary>
    public string? Location { get; init; }

    /// <summary>Seconds until asking again makes sense; null: nothing is said.</summary>
    public int? RetryAfter { get; init; }

    public static Answer Json(int status, Action<Utf8JsonWriter> members, string contentType = "application/json")
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return new Answer(status, contentType, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public Task Write(HttpContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        if (Location is not null)
            response.Headers.Location = Location;
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes).AsTask();
    }
}
