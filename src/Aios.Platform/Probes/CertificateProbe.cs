using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aios.Platform.Probes;

internal static class CertificateProbe
{
    private const long MostBytes = 1024 * 1024;

    public static async Task<CertificateReading> Look(string host, int port, TimeSpan within)
    {
        using var end = new CancellationTokenSource(within);
        try
        {
            using var socket = await PortProbe.Connect(host, port, within).ConfigureAwait(false);
            await using var stream = new SslStream(new NetworkStream(socket));
            CertificateReading? seen = null;
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                // Its dates are all that is asked, also of one that nobody trusts; nothing is sent to the server.
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                {
                    seen = shown is X509Certificate2 certificate ? Of(certificate) : null;
                    return true;
                },
            };
            await stream.AuthenticateAsClientAsync(options, end.Token).WaitAsync(end.Token).ConfigureAwait(false);
            return seen ?? throw new IOException("the server shows no certificate");
        }
        catch (OperationCanceledException)
        {
            throw new IOException(Spans.NoAnswer(within));
        }
        catch (Exception error) when (error is AuthenticationException or SocketException)
        {
            throw new IOException($"no TLS: {error.Message}", error);
        }
    }

    /// <exception cref="IOException">It cannot be read, or holds no certificate.</exception>
    public static CertificateReading Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new IOException("no such file");
        if (file.Length > MostBytes)
            throw new IOException($"{file.Length} bytes; a file of certificates has at most {MostBytes}");
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(File.ReadAllText(path));
            return found.Count > 0 ? found.Select(Of).MinBy(each => each.EndsAt) : throw new IOException("it holds no certificate");
        }
        catch (Exception error) when (error is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException(error.Message, error);
        }
        finally
        {
            foreach (var each in found)
                each.Dispose();
        }
    }

    private static CertificateReading Of(X509Certificate2 certificate) =>
        new(
            certificate.Subject,
            certificate.Issuer,
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero).ToUnixTimeMilliseconds()
        );
}
