namespace Aios.Platform.Probes;

/// <summary>From this machine.</summary>
public sealed class LocalProbes : IProbes
{
    private LocalProbes() { }

    public static LocalProbes Instance { get; } = new();

    public Task<PortReading> Port(string host, int port, TimeSpan within) => PortProbe.Look(host, port, within);

    public Task<HttpReading> Http(string url, TimeSpan within) => HttpProbe.Look(url, within);

    public Task<CertificateReading> Certificate(string host, int port, TimeSpan within) => CertificateProbe.Look(host, port, within);

    public Task<CertificateReading> CertificateFile(string path, TimeSpan within) =>
        OwnThread.Run($"certificate {path}", () => CertificateProbe.Read(path), within);

    public Task<FileReading> File(string path, TimeSpan within) => OwnThread.Run($"file {path}", () => FileProbe.Look(path), within);
}
