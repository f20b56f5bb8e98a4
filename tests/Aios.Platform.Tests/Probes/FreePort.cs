using System.Net;
using System.Net.Sockets;

namespace Aios.Platform.Tests.Probes;

internal static class FreePort
{
    /// <summary>One on which nothing listens.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
