using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Answers;

/// <summary>The W3C trace that a request belongs to: the one it brought, else a new one. One per request.</summary>
/// <param name="TraceId">32 hexadecimal digits; the same in events, the audit and every answer.</param>
/// <param name="SpanId">16 hexadecimal digits, of this request alone.</param>
internal sealed record TraceContext(string TraceId, string SpanId)
{
    /// <summary>As the header <c>traceparent</c> has it.</summary>
    public string Header => $"00-{TraceId}-{SpanId}-01";

    public static TraceContext Of(HttpContext context)
    {
        if (context.Features.Get<TraceContext>() is { } known)
            return known;
        var given = context.Request.Headers.TraceParent;
        var made = new TraceContext(
            given.Count == 1 && Parse(given[0]) is { } trace ? trace : ActivityTraceId.CreateRandom().ToHexString(),
            ActivitySpanId.CreateRandom().ToHexString()
        );
        context.Features.Set(made);
        return made;
    }

    /// <summary>The trace id in it; null when it is not one that the standard lets through.</summary>
    public static string? Parse(string? header) =>
        header is { Length: >= 55 }
        && header[2] == '-'
        && header[35] == '-'
        && header[52] == '-'
        && (header.Length == 55 || (header[55] == '-' && !header.StartsWith("00", StringComparison.Ordinal)))
        && !header.StartsWith("ff", StringComparison.Ordinal)
        && IsHex(header.AsSpan(0, 2))
        && IsHex(header.AsSpan(53, 2))
        && IsId(header.AsSpan(3, 32))
        && IsId(header.AsSpan(36, 16))
            ? header[3..35]
            : null;

    private static bool IsId(ReadOnlySpan<char> digits) => IsHex(digits) && digits.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> digits) => !digits.ContainsAnyExcept("0123456789abcdef");
}
