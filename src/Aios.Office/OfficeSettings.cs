using Aios.Loop.Vocabulary;

namespace Aios.Office;

/// <summary>How the web front listens, and to whom.</summary>
/// <param name="Enabled">Whether it listens at all.</param>
/// <param name="Port">TCP port, 0 to 65535 (default 7420); 0: any free one.</param>
public sealed record OfficeSettings(bool Enabled, int Port)
{
    /// <summary>When the port is taken, so many of the next ones are tried.</summary>
    public const int PortsTried = 20;

    /// <summary>Who has not sent a request's headers by then is cut off.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>Connections at once; more are closed at once.</summary>
    public const int MaxConnections = 1_000;

    public static OfficeSettings Default { get; } = new(true, 7420);

    /// <summary>Names that the office is spoken to by, besides its addresses.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>A reverse proxy in front speaks TLS with the outside; pages then have https origins and cookies are Secure.</summary>
    public bool ProxyEndsTls { get; init; }

    /// <summary>Largest body of a request in bytes, 1 KiB to 64 MiB (default 1 MiB).</summary>
    public long BodyLimitBytes { get; init; } = 1 << 20;

    public IReadOnlyList<Fault> Validate(string prefix) => new Faults(prefix).Range("port", Port, 0, 65_535, "").Found;
}
