using System.Net;
using Aios.Loop.Vocabulary;

namespace Aios.Office;

/// <summary>How the web front listens, and to whom.</summary>
/// <param name="Enabled">Whether it listens at all.</param>
/// <param name="Port">TCP port, 0 to 65535 (default 7420); 0: any free one.</param>
public sealed record OfficeSettings(bool Enabled, int Port)
{
    /// <summary>When the port is taken, so many of the next ones are tried.</summary>
    public const int PortsTried = 20;

    /// <summary>Connections at once; more are closed at once.</summary>
    public const int MaxConnections = 1_000;

    /// <summary>Who has not sent a request's headers by then is cut off.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    public static OfficeSettings Default { get; } = new(true, 7420);

    /// <summary>IP addresses to listen on (default 127.0.0.1); others than loopback ones need TLS.</summary>
    public IReadOnlyList<string> Bind { get; init; } = ["127.0.0.1"];

    /// <summary>Names that the office is spoken to by, besides its addresses and localhost. The first stands in printed URLs.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>PEM file with the certificate and its chain; empty: no TLS.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>PEM file with the key of the certificate.</summary>
    public string CertificateKey { get; init; } = "";

    /// <summary>A reverse proxy in front speaks TLS with the outside: pages have https origins, cookies are Secure.</summary>
    public bool ProxyEndsTls { get; init; }

    /// <summary>Largest body of a request in bytes, 1 KiB to 64 MiB (default 1 MiB).</summary>
    public long BodyLimitBytes { get; init; } = 1 << 20;

    /// <summary>Nothing can be changed by HTTP.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whoever is on this machine may read <c>/metrics</c> without a login (default: nobody).</summary>
    public bool OpenMetrics { get; init; }

    /// <summary>What one person may ask of the API, on average; 1 to 100000 (default 50).</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>What one person may ask at once after a rest; 1 to 1000000 (default 200).</summary>
    public int RequestBurst { get; init; } = 200;

    public bool HasTls => Certificate.Length > 0;

    public IReadOnlyList<Fault> Validate(string prefix)
    {
        var faults = new Faults(prefix)
            .Range("port", Port, 0, 65_535, "")
            .Range("requests-per-second", RequestsPerSecond, 1, 100_000, "")
            .Range("request-burst", RequestBurst, 1, 1_000_000, "")
            .Range("body-limit", BodyLimitBytes, 1 << 10, 64 << 20, "bytes")
            .That(Bind.Count > 0, "bind", "[]", "one IP address or more, such as [127.0.0.1]");
        foreach (var address in Bind)
        {
            var isAddress = IPAddress.TryParse(address, out var parsed);
            faults.That(isAddress, "bind", address, "an IP address such as 127.0.0.1, 0.0.0.0 or ::1");
            faults.That(
                !isAddress || IPAddress.IsLoopback(parsed!) || HasTls || ProxyEndsTls,
                "bind",
                address,
                $"a loopback address as long as neither {prefix}.tls.certificate nor {prefix}.proxy-ends-tls = true is set: secrets would pass in the clear"
            );
        }
        foreach (var name in AllowedHosts)
            faults.That(
                Uri.CheckHostName(name) != UriHostNameType.Unknown,
                "allowed-hosts",
                name,
                "a host name without port, such as aios.example.org"
            );
        return faults
            .That(
                Certificate.Length > 0 == CertificateKey.Length > 0,
                Certificate.Length > 0 ? "tls.key" : "tls.certificate",
                "",
                "set as well: certificate and key go together"
            )
            .Found;
    }
}
