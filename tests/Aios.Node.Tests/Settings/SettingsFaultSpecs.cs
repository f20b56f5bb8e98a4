using Aios.Node.Settings;

namespace Aios.Node.Tests.Settings;

public sealed class SettingsFaultSpecs : IDisposable
{
    private const string Duration = "a duration such as 500ms, 30s, 5m, 2h or 1d (without unit: milliseconds)";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("aios.scheduler.max-concurrent = 0", "1:33: aios.scheduler.max-concurrent (0) must be between 3 and 256 steps")]
    [InlineData("aios.heartbeat.interval = 5 parsecs", $"1:27: aios.heartbeat.interval (5 parsecs) must be {Duration}")]
    [InlineData("aios.heartbeat.interval = 90s", "1:27: aios.heartbeat.interval (90s) must be between 100ms and 1m")]
    [InlineData("aios.heartbeat.interval = -1s", "1:27: aios.heartbeat.interval (-1s) must be between 100ms and 1m")]
    [InlineData("aios.heartbeat.interval = [1s]", $"1:27: aios.heartbeat.interval (a list) must be {Duration}")]
    [InlineData("aios.heartbeat.interval = { s = 1 }", $"1:27: aios.heartbeat.interval (an object) must be {Duration}")]
    [InlineData("aios.heartbeat.interval = null", $"1:27: aios.heartbeat.interval (null) must be {Duration}")]
    [InlineData("aios.heartbeat = 1s", "1:18: aios.heartbeat (1s) must be an object, because it holds further keys")]
    [InlineData("aios.sensors.cpu.warn = much", "1:25: aios.sensors.cpu.warn (much) must be a number")]
    [InlineData("aios.sensors.cpu.critical = 120", "1:29: aios.sensors.cpu.critical (120) must be between 0 and 100 percent")]
    [InlineData("aios.sensors.cpu.clear = 85", "1:26: aios.sensors.cpu.clear (85) must be at most warn (80)")]
    [InlineData("aios.sensors.load.enabled = maybe", "1:29: aios.sensors.load.enabled (maybe) must be true or false")]
    [InlineData("aios.targets.processes = nginx", "1:26: aios.targets.processes (nginx) must be a list of texts such as [nginx, redis]")]
    [InlineData(
        "aios.targets.processes = [nginx, a/b]",
        "1:34: aios.targets.processes (a/b) must be a process name of 1–15 characters or the absolute path of a pid file"
    )]
    [InlineData("aios.targets.folders = [srv]", "1:25: aios.targets.folders (srv) must be an absolute path")]
    [InlineData(
        "aios.targets.expendable = [/]",
        "1:28: aios.targets.expendable (/) must be an absolute path without .., and not the whole machine"
    )]
    [InlineData(
        "aios.targets.urls = [\"ftp://x/\"]",
        "1:22: aios.targets.urls (ftp://x/) must be the beginning of a URL such as https://app.example.com/ or http://127.0.0.1:8080/api (lower-case scheme and host, no user, query or fragment), or an address or network such as 10.0.0.0/8"
    )]
    [InlineData(
        "aios.targets.urls = [\"http://0x7f.1/\"]",
        "1:22: aios.targets.urls (http://0x7f.1/) must be the beginning of a URL such as https://app.example.com/ or http://127.0.0.1:8080/api (lower-case scheme and host, no user, query or fragment), or an address or network such as 10.0.0.0/8"
    )]
    [InlineData(
        "aios.targets.services = [--all]",
        "1:26: aios.targets.services (--all) must be a service's name, such as nginx or nginx.service"
    )]
    [InlineData(
        "aios.notify.webhook.token = hunter2",
        "1:29: aios.notify.webhook.token (a text) must be empty, or a secret's place: env:NAME or file:/PATH"
    )]
    [InlineData("aios.notify.smtp.tls = maybe", "1:24: aios.notify.smtp.tls (maybe) must be starttls or none")]
    [InlineData(
        "aios.notify.smtp { host = mail, to = [\"ops@example.com\"], from = \"a b\" }",
        "1:66: aios.notify.smtp.from (a b) must be a mail address such as aios@example.com"
    )]
    [InlineData("aios.score.weights.success = 0.5", "1:1: aios.score.weights (1.1) must be four numbers that sum to 1")]
    [InlineData(
        "aios.scheduler.max-concurrent = 5.5",
        "1:33: aios.scheduler.max-concurrent (5.5) must be a whole number, at most 2147483647"
    )]
    [InlineData("aios.scheduler.policy = sjf", "1:25: aios.scheduler.policy (sjf) must be priority or fifo")]
    [InlineData(
        "aios.scheduler.queue-capacity = 99999999999",
        "1:33: aios.scheduler.queue-capacity (99999999999) must be a whole number, at most 2147483647"
    )]
    [InlineData("aios.log.level = loud", "1:18: aios.log.level (loud) must be verbose, debug, info, warn or error")]
    [InlineData("aios.log.file-size = 5", "1:22: aios.log.file-size (5 bytes) must be between 64KiB and 1GiB")]
    [InlineData(
        "aios.log.file-size = big",
        "1:22: aios.log.file-size (big) must be a size such as 512B, 64KiB, 10MiB or 1GiB (without unit: bytes)"
    )]
    [InlineData("aios.inspection.max-line = 8GiB", "1:28: aios.inspection.max-line (2147483647 bytes) must be between 1KiB and 1MiB")]
    [InlineData("aios.shutdown.grace = 1d", "1:23: aios.shutdown.grace (24h) must be between 1s and 10m")]
    [InlineData(
        "aios.scheduler.max-concurent = 4",
        "1:1: aios.scheduler.max-concurent is not known; did you mean aios.scheduler.max-concurrent?"
    )]
    [InlineData(
        "aios.shceduler { max-concurrent = 4 }",
        "1:18: aios.shceduler.max-concurrent is not known; did you mean aios.scheduler.max-concurrent?"
    )]
    [InlineData("aios.telemetry.colour.of.the.sky = 4", "1:1: aios.telemetry.colour.of.the.sky is not known")]
    [InlineData("scheduler.max-concurrent = 4", "1:1: scheduler is not known; settings stand below aios (or akka, for the actor engine)")]
    [InlineData("aios.log.level = ", "1:18: found the end of the text where a value is expected")]
    [InlineData(
        "aios.log.level = ${nowhere}",
        "1:18: ${nowhere} has no value; give 'nowhere' a value or write ${?nowhere} if it may be absent"
    )]
    public void Each_fault_says_where_which_value_and_what_is_allowed(string text, string expected)
    {
        var file = _folder.Write("my.conf", text);

        Assert.Equal($"{file}:{expected}", ErrorOf(file));
    }

    [Fact]
    public void All_faults_of_all_sources_come_at_once_one_per_line()
    {
        var file = _folder.Write(
            "my.conf",
            """
            aios {
              heartbeat.interval = banana
              scheduler { max-concurrent = 0, bound-p2 = 1s }
              log.colour = true
            }
            """
        );
        var environment = new Dictionary<string, string> { ["AIOS__LOG__FILES"] = "0", ["AIOS__LOG__FILE"] = "x" };

        var result = SettingsLoader.Load(new SettingsSources("local", file, environment));

        Assert.Null(result.Settings);
        Assert.Equal(
            $"""
            {file}:2:24: aios.heartbeat.interval (banana) must be {Duration}
            {file}:3:32: aios.scheduler.max-concurrent (0) must be between 3 and 256 steps
            {file}:3:46: aios.scheduler.bound-p2 (1s) must be between 30s and 24h
            $AIOS__LOG__FILES: aios.log.files (0) must be between 1 and 100 files
            {file}:4:3: aios.log.colour is not known
            $AIOS__LOG__FILE: aios.log.file is not known; did you mean aios.log.files?
            """,
            result.ErrorText
        );
    }

    [Theory]
    [InlineData(
        "AIOS__",
        "$AIOS__: the name leads nowhere; write it like AIOS__SCHEDULER__MAX_CONCURRENT for aios.scheduler.max-concurrent"
    )]
    [InlineData(
        "AIOS__LOG____X",
        "$AIOS__LOG____X: the name leads nowhere; write it like AIOS__SCHEDULER__MAX_CONCURRENT for aios.scheduler.max-concurrent"
    )]
    public void A_bad_variable_is_named(string name, string expected)
    {
        Assert.Equal(expected, ErrorOfVariables(new() { [name] = "1" }));
    }

    [Fact]
    public void The_value_of_a_bad_variable_is_shown()
    {
        Assert.Equal(
            "$AIOS__TARGETS__PROCESSES: the '[' opened here is not closed; close it with ']' (in '[nginx')",
            ErrorOfVariables(new() { ["AIOS__TARGETS__PROCESSES"] = "[nginx" })
        );
        Assert.Equal(
            "$AIOS__LOG__LEVEL: aios.log.level (\"loud) must be verbose, debug, info, warn or error",
            ErrorOfVariables(new() { ["AIOS__LOG__LEVEL"] = "\"loud" })
        );
    }

    [Fact]
    public void A_profile_that_does_not_exist_lists_those_that_do()
    {
        var fault = Assert.Single(SettingsLoader.Load(SettingsSources.Default with { Profile = "prod" }).Faults).ToString();

        Assert.Equal(
            "--profile: there is no profile 'prod'; there are demo, local, test; a file profiles/NAME.conf in the folder that --config names makes another",
            fault
        );
    }

    [Fact]
    public void A_profile_that_does_not_exist_lists_those_of_the_users_own_folder_too()
    {
        _folder.Write("cfg/a.conf", "");
        _folder.Write("cfg/profiles/night.conf", "");

        var sources = SettingsSources.Default with { Profile = "prod", Config = _folder.Below("cfg"), ProfileFrom = "$AIOS_PROFILE" };

        Assert.StartsWith(
            "$AIOS_PROFILE: there is no profile 'prod'; there are demo, local, night, test;",
            SettingsLoader.Load(sources).ErrorText
        );
    }

    [Fact]
    public void A_profile_cannot_lead_out_of_its_folder()
    {
        _folder.Write("cfg/a.conf", "");
        _folder.Write("cfg/profiles/x.conf", "");
        _folder.Write("evil.conf", "aios.log.files = 6");

        var sources = new SettingsSources("../../evil", _folder.Below("cfg"), new Dictionary<string, string>());

        Assert.StartsWith("--profile: there is no profile", SettingsLoader.Load(sources).ErrorText);
    }

    [Fact]
    public void A_config_that_cannot_be_read_says_why()
    {
        var missing = _folder.Below("none.conf");
        Directory.CreateDirectory(_folder.Below("empty"));
        File.WriteAllBytes(_folder.Below("bytes.conf"), [0x61, 0xff, 0x62]);

        Assert.Equal(
            $"--config {missing}: cannot read: No such file or directory (errno 2). Name a file, or a folder that holds *.conf files.",
            ErrorOf(missing)
        );
        Assert.Equal(
            $"--config {_folder.Below("empty")}: the folder holds no *.conf file; name a file or a folder that holds at least one",
            ErrorOf(_folder.Below("empty"))
        );
        Assert.Equal(
            $"--config {_folder.Below("bytes.conf")}: the file is not UTF-8 text (byte 2). Save it as UTF-8.",
            ErrorOf(_folder.Below("bytes.conf"))
        );
    }

    private static string ErrorOfVariables(Dictionary<string, string> environment) =>
        SettingsLoader.Load(SettingsSources.Default with { Environment = environment }).ErrorText;

    private static string ErrorOf(string config) => SettingsLoader.Load(SettingsSources.Default with { Config = config }).ErrorText;
}
