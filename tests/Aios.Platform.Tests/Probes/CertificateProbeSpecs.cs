using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aios.Platform.Probes;

namespace Aios.Platform.Tests.Probes;

public sealed class CertificateProbeSpecs : IDisposable
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(20);

    // Whole seconds: a certificate knows no finer time.
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("aios-certificates-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task The_end_of_a_servers_certificate_is_read_though_nobody_trusts_it()
    {
        using var certificate = Make("CN=here", days: 9);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Serve(server, certificate);

        var seen = await LocalProbes.Instance.Certificate("localhost", ((IPEndPoint)server.LocalEndpoint).Port, Ample);

        Assert.Equal(("CN=here", "CN=here"), (seen.Subject, seen.Issuer));
        Assert.Equal(Start.AddDays(9).ToUnixTimeMilliseconds(), seen.EndsAt);
        await serving;
    }

    [Fact]
    public async Task A_server_without_TLS_or_one_that_is_silent_cannot_be_read()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;

        var silent = await Assert.ThrowsAsync<IOException>(() =>
            LocalProbes.Instance.Certificate("127.0.0.1", port, TimeSpan.FromMilliseconds(200))
        );
        Assert.Equal("no answer within 0.2 s", silent.Message);

        (await server.AcceptTcpClientAsync()).Dispose();
        var plain = Assert.ThrowsAsync<IOException>(() => LocalProbes.Instance.Certificate("127.0.0.1", port, Ample));
        using (var client = await server.AcceptTcpClientAsync())
            await client.GetStream().WriteAsync("220 plain text\r\n"u8.ToArray());
        await plain;
        var nobody = await Assert.ThrowsAsync<IOException>(() => LocalProbes.Instance.Certificate("127.0.0.1", FreePort.Take(), Ample));
        Assert.Equal("Connection refused", nobody.Message);
    }

    [Fact]
    public async Task Of_a_file_the_certificate_that_ends_first_counts()
    {
        using var late = Make("CN=late", days: 90);
        using var soon = Make("CN=soon", days: 3);
        var path = Path.Combine(_folder, "chain.pem");
        await File.WriteAllTextAsync(path, $"{late.ExportCertificatePem()}\n{soon.ExportCertificatePem()}\n");

        var seen = await LocalProbes.Instance.CertificateFile(path, Ample);

        Assert.Equal(("CN=soon", Start.AddDays(3).ToUnixTimeMilliseconds()), (seen.Subject, seen.EndsAt));
    }

    [Theory]
    [InlineData(null, "no such file")]
    [InlineData("just text", "it holds no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", null)]
    public async Task A_file_that_is_none_says_why(string? text, string? expected)
    {
        var path = Path.Combine(_folder, "site.pem");
        if (text is not null)
            await File.WriteAllTextAsync(path, text);

        var fault = await Assert.ThrowsAsync<IOException>(() => LocalProbes.Instance.CertificateFile(path, Ample));

        if (expected is not null)
            Assert.Equal(expected, fault.Message);
    }

    private static async Task Serve(TcpListener server, X509Certificate2 certificate)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
    }

    private static X509Certificate2 Make(string subject, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(Start.AddDays(-30), Start.AddDays(days));
    }
}
