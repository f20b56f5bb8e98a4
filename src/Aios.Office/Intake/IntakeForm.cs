using Aios.Loop.Vocabulary;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Aios.Office.Intake;

/// <summary>How events are written in the body of a request.</summary>
internal enum IntakeForm
{
    /// <summary>In the node's own words.</summary>
    Own,

    /// <summary>One CloudEvent: attributes as headers, data as body.</summary>
    Binary,

    /// <summary>One CloudEvent as JSON.</summary>
    Structured,

    /// <summary>A list of CloudEvents as JSON.</summary>
    Batch,
}

/// <summary>What the headers say of the body; as the HTTP binding of CloudEvents has it, the media type comes first.</summary>
internal static class IntakeForms
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";

    /// <summary>What every media type of CloudEvents begins with, those in other formats than JSON too.</summary>
    private const string AnyCloudEvent = "application/cloudevents";

    /// <exception cref="BadHttpRequestException">It is of no type that is taken: 415.</exception>
    public static IntakeForm Of(HttpRequest request) =>
        MediaOf(request) switch
        {
            Structured => IntakeForm.Structured,
            Batch => IntakeForm.Batch,
            var media when media.StartsWith(AnyCloudEvent, StringComparison.Ordinal) => throw Wrong(
                request,
                $"{Structured} or {Batch}: CloudEvents are taken as JSON"
            ),
            _ when request.Headers.ContainsKey(CloudEvents.VersionHeader) => IntakeForm.Binary,
            _ when request.HasJsonContentType() => IntakeForm.Own,
            _ => throw Wrong(request, $"application/json, {Structured}, {Batch}, or that of the data beside ce- headers"),
        };

    /// <exception cref="BadHttpRequestException">It is not said to be JSON: 415.</exception>
    public static void NeedJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            throw Wrong(request, "application/json");
    }

    // Without its parameters; empty when there is none, or it is none.
    private static string MediaOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var media) ? media.MediaType.ToString().ToLowerInvariant() : "";

    private static BadHttpRequestException Wrong(HttpRequest request, string allowed) =>
        new($"Content-Type is {Shown.Quote(request.ContentType)}; it must be {allowed}", StatusCodes.Status415UnsupportedMediaType);
}
