using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>From which pages a request may come: the office's own. Who is no page says so by a token.</summary>
internal static class OriginRules
{
    /// <param name="origins">All <c>Origin</c> headers of the request.</param>
    /// <param name="isGuarded">A write, or the opening of a socket: there a page has to say where it comes from.</param>
    /// <param name="hasToken">An <c>Authorization</c> header is there, which no foreign page can add.</param>
    /// <returns>Why it is refused; null when it is not.</returns>
    public static string? Refuse(IReadOnlyList<string?> origins, string scheme, HostString host, bool isGuarded, bool hasToken) =>
        origins.Count switch
        {
            0 when isGuarded && !hasToken =>
                "the request does not say which page it comes from (Origin); only a bearer token makes up for that",
            0 => null,
            1 when IsOwn(origins[0], scheme, host) => null,
            _ => $"it comes from another page (Origin) than {scheme}://{host}",
        };

    // Compared as places, not as texts: browsers leave the default port out.
    private static bool IsOwn(string? origin, string scheme, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var found)
        && Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var own)
        && found.AbsolutePath == "/"
        && found is { Query: "", Fragment: "", UserInfo: "" }
        && Uri.Compare(found, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
