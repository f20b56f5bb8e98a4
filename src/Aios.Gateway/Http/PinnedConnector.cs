using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Aios.Gateway.Http;

/// <summary>Resolves a name once and connects to an address that was checked: nobody can say another one in between.</summary>
/// <param name="resolve">Addresses of a host name.</param>
/// <param name="fault">Why an address is not to be connected to; null when it may be.</param>
internal sealed class PinnedConnector(Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPAddress, string?> fault)
{
    /// <summary>Requests that are not followed anywhere: no redirect, no proxy, no cookie.</summary>
    public SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PreAuthenticate = false,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = Connect,
        };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel).ConfigureAwait(false);
        var faults = addresses.Select(fault).ToArray();
        // One bad address among good ones is no accident.
        if (faults.FirstOrDefault(each => each is not null) is { } found)
            throw new RefusedAddressException($"{host}: {found}");
        if (addresses.Length == 0)
            throw new HttpRequestException($"{host} has no address");
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancel).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException error)
            {
                last = error;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new HttpRequestException(
            $"no connection to {host} at {string.Join(", ", addresses.Select(each => each.ToString()))}: {last!.Message}"
        );
    }
}

/// <summary>A name led to an address that must not be asked.</summary>
internal sealed class RefusedAddressException(string message) : Exception(message);
