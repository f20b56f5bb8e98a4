using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>Writes a "no" as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <param name="detail">For people, about this one case; null: the title says all.</param>
    /// <param name="errors">Everything that is wrong, one sentence each.</param>
    public static Answer Answer(HttpContext context, ProblemKind kind, string? detail = null, IReadOnlyList<string>? errors = null) =>
        Answer(context, kind, detail, errors?.Select(error => (error, "")).ToList());

    /// <param name="errors">Everything that is wrong, and where in the body (RFC 6901); empty: the whole of it.</param>
    public static Answer Answer(
        HttpContext context,
        ProblemKind kind,
        string? detail,
        IReadOnlyList<(string Detail, string Pointer)>? errors
    ) =>
        Answers.Answer.Json(
            kind.Status,
            writer =>
            {
                writer.WriteString("type", kind.Type);
                writer.WriteString("title", kind.Title);
                writer.WriteNumber("status", kind.Status);
                if (detail is not null)
                    writer.WriteString("detail", detail);
                writer.WriteString("instance", $"{context.Request.PathBase}{context.Request.Path}");
                writer.WriteString("traceId", TraceContext.Of(context).TraceId);
                if (errors is null)
                    return;
                writer.WriteStartArray("errors");
                foreach (var (error, pointer) in errors)
                {
                    writer.WriteStartObject();
                    writer.WriteString("detail", error);
                    if (pointer.Length > 0)
                        writer.WriteString("pointer", "#" + pointer);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            },
            ContentType
        );

    /// <summary>Of a verb that did not end well. Who is not available now says when to ask again.</summary>
    public static Answer Answer(HttpContext context, ProblemKind kind, VerbEnd end) =>
        Answer(context, kind, end.Error, end.Faults) with
        {
            RetryAfter = kind == ProblemKinds.Unavailable ? (int)Math.Ceiling((end.RetryAfter ?? Soon).TotalSeconds) : null,
        };

    public static Task Write(HttpContext context, ProblemKind kind, string? detail = null, IReadOnlyList<string>? errors = null)
    {
        if (kind.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"aios\"";
        return Answer(context, kind, detail, errors).Write(context);
    }
}
