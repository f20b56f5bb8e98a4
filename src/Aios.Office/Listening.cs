using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Aios.Office;

/// <summary>Where and how the office listens, with limits that no sender can stretch.</summary>
internal static class Listening
{
    /// <exception cref="IOException">The certificate or its key cannot be used.</exception>
    public static HttpsConnectionAdapterOptions? Tls(OfficeSettings settings)
    {
        if (!settings.HasTls)
            return null;
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(settings.Certificate);
            return new HttpsConnectionAdapterOptions
            {
                ServerCertificate = X509Certificate2.CreateFromPemFile(settings.Certificate, settings.CertificateKey),
                ServerCertificateChain = chain,
            };
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"aios.office.tls.certificate ({settings.Certificate}) with aios.office.tls.key ({settings.CertificateKey}) cannot be used: {error.Message}",
                error
            );
        }
    }

    public static void Configure(KestrelServerOptions kestrel, OfficeSettings settings, int port, HttpsConnectionAdapterOptions? tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.BodyLimitBytes;
        kestrel.Limits.RequestHeadersTimeout = OfficeSettings.HeadersWithin;
        kestrel.Limits.MaxConcurrentConnections = OfficeSettings.MaxConnections;
        foreach (var address in settings.Bind)
            kestrel.Listen(
                IPAddress.Parse(address),
                port,
                listen =>
                {
                    if (tls is not null)
                        listen.UseHttps(tls);
                }
            );
    }

    /// <summary>As a person on this machine opens it, or as the first allowed name has it.</summary>
    /// <param name="bound">The address that the server tells: <c>https://0.0.0.0:7420</c>.</param>
    public static string UrlOf(string bound, OfficeSettings settings)
    {
        var address = new UriBuilder(bound);
        if (settings.AllowedHosts is [var name, ..])
        {
            if (settings.ProxyEndsTls)
                return $"https://{name}";
            address.Host = name;
        }
        else if (IPAddress.TryParse(address.Host, out var ip))
            address.Host =
                ip.Equals(IPAddress.Any) ? $"{IPAddress.Loopback}"
                : ip.Equals(IPAddress.IPv6Any) ? $"[{IPAddress.IPv6Loopback}]"
                : address.Host;
        return address.Uri.GetLeftPart(UriPartial.Authority);
    }
}
