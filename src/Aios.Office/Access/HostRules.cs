using System.Net;
using Microsoft.AspNetCore.Http;

namespace Aios.Office.Access;

/// <summary>By which names the office is spoken to. A page of another name that points here (DNS rebinding) gets nothing.</summary>
internal static class HostRules
{
    /// <param name="host">As the request names it.</param>
    /// <param name="local">The address that the connection came in by; null when the transport does not tell.</param>
    /// <param name="names">Configured ones.</param>
    public static bool IsServed(HostString host, IPAddress? local, IReadOnlyList<string> names)
    {
        var name = host.Host;
        if (name.Length == 0)
            return false;
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            return true;
        if (local is null)
            return false;
        var own = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        return IPAddress.TryParse(name, out var address)
            ? address.Equals(own)
            : IPAddress.IsLoopback(own) && string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase);
    }
}
