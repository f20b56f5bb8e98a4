using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who sent a request; set once, before any route sees it.</summary>
internal static class Callers
{
    /// <summary>Null when the request brought nothing that says who it is.</summary>
    public static VerbCaller? Of(HttpContext context) => context.Features.Get<CallerFeature>()?.Caller;

    /// <summary>Cancelled when the caller loses what let it in; what is still open then has <see cref="CallerFinder.Goodbye"/> to end by itself.</summary>
    public static CancellationToken Ended(HttpContext context) => context.Features.Get<CallerFeature>()?.Lapse?.Ended ?? default;

    /// <summary>When what let it in expires, milliseconds since the Unix epoch; null: never.</summary>
    public static long? ExpiresAt(HttpContext context) => context.Features.Get<CallerFeature>()?.ExpiresAt;

    /// <summary>Secret of the session when a cookie let the caller in; null otherwise.</summary>
    public static string? SessionSecret(HttpContext context) => context.Features.Get<CallerFeature>()?.SessionSecret;

    public static void Set(
        HttpContext context,
        VerbCaller caller,
        Lapse? lapse = null,
        long? expiresAt = null,
        string? sessionSecret = null
    ) => context.Features.Set(new CallerFeature(caller, lapse, expiresAt, sessionSecret));

    private sealed record CallerFeature(VerbCaller Caller, Lapse? Lapse, long? ExpiresAt, string? SessionSecret);
}
