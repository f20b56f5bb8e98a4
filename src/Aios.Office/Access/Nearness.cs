using System.Net;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>Whether a request comes from this machine itself. What a proxy passes on comes from anywhere.</summary>
internal static class Nearness
{
    public static bool IsHere(HttpContext context, OfficeSettings settings) =>
        !settings.ProxyEndsTls
        && context.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Via");
}
