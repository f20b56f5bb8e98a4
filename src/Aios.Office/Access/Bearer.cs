using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>The token of a program; never taken from a query string, which ends in logs and histories.</summary>
internal static class Bearer
{
    private const string Scheme = "Bearer ";

    /// <returns>Null when the request has none, or more than one.</returns>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } value]
        && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && value.Length > Scheme.Length
            ? value[Scheme.Length..].Trim()
            : null;
}
