namespace Aios.Platform.Probes;

/// <summary>
/// Looks at something outside that may not answer. Each look ends within its time, or a little later; nothing is changed, and nobody's
/// thread is held. What is found is a reading; an exception says that nothing could be found out.
/// </summary>
public interface IProbes
{
    /// <summary>Opens a TCP connection and closes it again.</summary>
    Task<PortReading> Port(string host, int port, TimeSpan within);

    /// <summary>Sends GET and reads the head of the answer; redirects are not followed, proxies not used.</summary>
    Task<HttpReading> Http(string url, TimeSpan within);

    /// <summary>The certificate that a TLS server shows; whether it is to be trusted is not asked.</summary>
    /// <exception cref="IOException">No connection, no TLS, or not in time.</exception>
    Task<CertificateReading> Certificate(string host, int port, TimeSpan within);

    /// <summary>The certificate of a PEM file that ends first.</summary>
    /// <exception cref="IOException">The file cannot be read in time, or holds no certificate.</exception>
    Task<CertificateReading> CertificateFile(string path, TimeSpan within);

    /// <summary>A file, or a folder with all files below it.</summary>
    /// <exception cref="IOException">It cannot be read in time, or holds more than 200,000 files.</exception>
    Task<FileReading> File(string path, TimeSpan within);
}

/// <param name="Why">Why it is not open; empty when it is.</param>
public readonly record struct PortReading(bool IsOpen, double LatencyMs, string Why);

/// <param name="Status">Null when there was no answer.</param>
/// <param name="LatencyMs">Until the head of the answer was there.</param>
/// <param name="Why">Why there was no answer; empty when there was one.</param>
public readonly record struct HttpReading(int? Status, double LatencyMs, string Why);

/// <param name="EndsAt">Milliseconds since 1970, UTC.</param>
public readonly record struct CertificateReading(string Subject, string Issuer, long EndsAt);

/// <param name="SizeBytes">Of all files together.</param>
/// <param name="NewestAt">When the newest file was written, milliseconds since 1970, UTC; null when there is none.</param>
public readonly record struct FileReading(bool Exists, int Files, long SizeBytes, long? NewestAt);
