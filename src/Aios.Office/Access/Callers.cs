using Aios.Loop.Surface.Verbs;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Who sent a request; set once, before any route sees it.</summary>
internal static class Callers
{
    /// <summary>Null when the request brought nothing that says who it is.</summary>
    public static VerbCaller? Of(HttpContext context) => context.Features.Get<CallerFeature>()?.Caller;

    public static void Set(HttpContext context, VerbCaller caller) => context.Features.Set(new CallerFeature(caller));

    private sealed record CallerFeature(VerbCaller Caller);
}
