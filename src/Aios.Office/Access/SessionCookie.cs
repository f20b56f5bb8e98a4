using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>The cookie of a browser that logged in. Its name has the node's id: browsers share cookies between the ports of one host.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <returns>The session's secret; null when the request brings none.</returns>
    public static string? Of(HttpRequest request, OfficeHost host) =>
        request.Cookies.TryGetValue(NameOf(host.NodeId), out var secret) && secret.Length > 0 ? secret : null;

    public static void Set(HttpContext context, OfficeHost host, string secret) =>
        context.Response.Cookies.Append(NameOf(host.NodeId), secret, Options(context, host, Lifetime));

    public static void Clear(HttpContext context, OfficeHost host) =>
        context.Response.Cookies.Append(NameOf(host.NodeId), "", Options(context, host, TimeSpan.Zero));

    private static string NameOf(string nodeId) =>
        "aios-" + string.Concat(nodeId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' ? letter : '_'));

    private static CookieOptions Options(HttpContext context, OfficeHost host, TimeSpan age) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps || host.Settings.ProxyEndsTls,
            Path = "/",
            MaxAge = age,
        };
}
