using Aios.Loop.Sensing;
using Aios.Platform.Probes;

namespace Aios.Actors.Tests.Embedded.Simulated;

/// <summary>Listed targets that are down now and then, as long as the machine changes.</summary>
internal sealed class ScriptedProbes(World world) : IProbes
{
    public static TargetSettings Targets { get; } =
        new(["worker"], [])
        {
            Ports = ["127.0.0.1:5432"],
            Health = [new HealthTarget("http://127.0.0.1:8080/health")],
            Certificates = ["127.0.0.1:8443"],
            Files = [new FileTarget("/srv/app.log", SizeBytes: 1_000_000)],
            Programs = [new ProgramTarget("checked", [Playbooks.Checked, "app"])],
        };

    private bool IsDown => world.Machine.Changes && world.Draw(4) == 0;

    public Task<PortReading> Port(string host, int port, TimeSpan within) =>
        Task.FromResult(IsDown ? new PortReading(false, 0, "refused") : new PortReading(true, 1, ""));

    public Task<HttpReading> Http(string url, TimeSpan within) =>
        Task.FromResult(IsDown ? new HttpReading(503, 2, "") : new HttpReading(200, 2, ""));

    public Task<CertificateReading> Certificate(string host, int port, TimeSpan within) =>
        IsDown
            ? Task.FromException<CertificateReading>(new IOException("no answer"))
            : Task.FromResult(new CertificateReading("CN=app", "CN=ca", DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    public Task<CertificateReading> CertificateFile(string path, TimeSpan within) => throw new NotSupportedException(path);

    public Task<FileReading> File(string path, TimeSpan within) =>
        Task.FromResult(new FileReading(true, 1, IsDown ? 2_000_000 : 10_000, null));
}
