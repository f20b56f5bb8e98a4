using Aios.Loop.Sensing;
using Aios.Node.Settings;

namespace Aios.Node.Tests.Settings;

public sealed class CheckTargetSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Targets_are_read_as_texts_or_as_objects()
    {
        var file = _folder.Write(
            "my.conf",
            """
            aios.targets {
              ports = ["127.0.0.1:5432", "[::1]:6379", "db.example.org:1"]
              health = ["http://a/health", { url = "https://b/ready?x=1", status = 204, within = 1s, slow = 500ms }]
              certificates = ["example.org:443", /etc/ssl/site.pem]
              files = [/var/log/app.log, { path = /var/spool, size = 1GiB, growth = 100MiB, age = 10m, must-exist = false }]
              programs = [{ name = raid, command = [/usr/bin/check_raid, "-w", 1], within = 5s }]
              restarts = [{ target = worker, command = [/etc/init.d/worker, restart] }, { target = "127.0.0.1:5432", service = postgresql }]
            }
            """
        );

        var result = SettingsLoader.Load(SettingsSources.Default with { Config = file });

        Assert.Equal("", result.ErrorText);
        var targets = result.Settings!.Targets;
        Assert.Equal(["127.0.0.1:5432", "[::1]:6379", "db.example.org:1"], targets.Ports);
        Assert.Equal(
            [
                new HealthTarget("http://a/health"),
                new HealthTarget("https://b/ready?x=1", 204, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(500)),
            ],
            targets.Health
        );
        Assert.Equal(
            [
                new FileTarget("/var/log/app.log"),
                new FileTarget("/var/spool", 1L << 30, 100L << 20, TimeSpan.FromMinutes(10), MustExist: false),
            ],
            targets.Files
        );
        Assert.Equal(
            [("worker", null, "/etc/init.d/worker restart"), ("127.0.0.1:5432", "postgresql", "")],
            targets.Restarts.Select(each => (each.Target, each.Service, string.Join(' ', each.Command)))
        );
        var program = Assert.Single(targets.Programs);
        Assert.Equal(("raid", TimeSpan.FromSeconds(5)), (program.Name, program.Within));
        Assert.Equal(["/usr/bin/check_raid", "-w", "1"], program.Command);
    }

    [Theory]
    [InlineData("ports = [5432]", "1:23: aios.targets.ports (5432) must be host:port, such as 127.0.0.1:5432 or [::1]:5432")]
    [InlineData(
        "ports = [\"a b:1\", \"::1:80\"]",
        "1:23: aios.targets.ports (a b:1) must be host:port, such as 127.0.0.1:5432 or [::1]:5432",
        "1:32: aios.targets.ports (::1:80) must be host:port, such as 127.0.0.1:5432 or [::1]:5432"
    )]
    [InlineData(
        "certificates = [site.pem]",
        "1:30: aios.targets.certificates (site.pem) must be host:port, such as 127.0.0.1:5432 or [::1]:5432, or the absolute path of a PEM file without #"
    )]
    [InlineData(
        "health = [{ url = \"ftp://a/\", status = 1 }]",
        "1:32: aios.targets.health[0].url (ftp://a/) must be an absolute http or https address without user, password and #",
        "1:53: aios.targets.health[0].status (1) must be between 100 and 599"
    )]
    [InlineData(
        "health = [\"http://u:p@a/\", { status = ok, colour = red }, 5s, [x]]",
        "1:24: aios.targets.health[0].url (http://u:p@a/) must be an absolute http or https address without user, password and #",
        "1:41: aios.targets.health[1].url is not set",
        "1:52: aios.targets.health[1].status (ok) must be a whole number, at most 2147483647",
        "1:56: aios.targets.health[1].colour is not known; it has url, status, within, slow",
        "1:72: aios.targets.health[2].url (5s) must be an absolute http or https address without user, password and #",
        "1:76: aios.targets.health[3] (a list) must be an object or a text"
    )]
    [InlineData(
        "files = [{ path = log, size = 0 }]",
        "1:32: aios.targets.files[0].path (log) must be an absolute path without #",
        "1:44: aios.targets.files[0].size (0 bytes) must be between 1B and 1EiB"
    )]
    [InlineData(
        "files = [{ path = /a, must-exist = false }]",
        "1:32: aios.targets.files[0].path (/a) must be given with size, growth or age: as it is, nothing about it is ever wrong"
    )]
    [InlineData(
        "programs = [{ name = \"my raid\", command = check_raid }]",
        "1:56: aios.targets.programs[0].command (check_raid) must be a list of texts",
        "1:35: aios.targets.programs[0].name (my raid) must be 1–60 characters of A–Z a–z 0–9 - _ ."
    )]
    [InlineData(
        "programs = [{ name = raid, command = [check_raid, x] }]",
        "1:51: aios.targets.programs[0].command (check_raid x) must be a list that begins with the absolute path of a program"
    )]
    [InlineData(
        "restarts = [{ target = worker }, { target = worker, service = \"-x\" }, { target = a, service = b, command = [c] }]",
        "1:37: aios.targets.restarts[0].target (worker) must be given with either service or command",
        "1:76: aios.targets.restarts[1].service (-x) must be a service's name, such as nginx or nginx.service",
        "1:95: aios.targets.restarts[2].target (a) must be given with either service or command",
        "1:121: aios.targets.restarts[2].command (c) must be a list that begins with the absolute path of a program"
    )]
    [InlineData(
        "files = [{ path = /a, rotate = true }]",
        "1:45: aios.targets.files[0].rotate (true) must be given with size: it is rotated when it is larger"
    )]
    [InlineData(
        "files = /var/log",
        "1:22: aios.targets.files (/var/log) must be a list of paths, or objects such as { path = /var/log/app.log, size = 1GiB }"
    )]
    public void All_faults_are_said_at_once_with_their_place(string text, params string[] expected)
    {
        var file = _folder.Write("my.conf", $"aios.targets.{text}");

        var found = SettingsLoader.Load(SettingsSources.Default with { Config = file }).ErrorText.Split('\n');

        Assert.Equal(expected.Select(each => $"{file}:{each}"), found);
    }

    [Theory]
    [InlineData("port.interval = 100ms", "1:30: aios.sensors.port.interval (100ms) must be between 200ms and 24h")]
    [InlineData("http.failures = 0", "1:30: aios.sensors.http.failures (0) must be between 1 and 100 looks in a row")]
    [InlineData("certificate.critical = 20d", "1:37: aios.sensors.certificate.critical (480h) must be between 0s and 336h")]
    [InlineData("file.window = 0s", "1:28: aios.sensors.file.window (0s) must be between 1s and 1h")]
    [InlineData("program.within = 2m", "1:31: aios.sensors.program.within (2m) must be between 10ms and 1m")]
    [InlineData("process-growth.window = 0s", "1:38: aios.sensors.process-growth.window (0s) must be between 1s and 24h")]
    public void Settings_of_the_sensors_have_ranges(string text, string expected)
    {
        var file = _folder.Write("my.conf", $"aios.sensors.{text}");

        Assert.Equal($"{file}:{expected}", SettingsLoader.Load(SettingsSources.Default with { Config = file }).ErrorText);
    }
}
