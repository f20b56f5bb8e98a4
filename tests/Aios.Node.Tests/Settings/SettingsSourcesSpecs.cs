using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Tests.Settings;

public sealed class SettingsSourcesSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_stronger_than_the_profile_and_a_variable_stronger_than_the_file()
    {
        var file = _folder.Write("my.conf", "aios.heartbeat.interval = 2s\naios.scheduler { max-concurrent = 7, bound-p1 = 20s }");

        var settings = Load(
            new SettingsSources("test", file, new Dictionary<string, string> { ["AIOS__SCHEDULER__MAX_CONCURRENT"] = "9" })
        );

        Assert.Equal(TimeSpan.FromSeconds(1), settings.Sensors.SelfInterval);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Heartbeat.Interval);
        Assert.Equal(9, settings.Scheduler.MaxConcurrent);
        Assert.Equal(TimeSpan.FromSeconds(20), settings.Scheduler.BoundP1);
    }

    [Fact]
    public void Every_value_knows_where_it_was_written()
    {
        var file = _folder.Write("my.conf", "# mine\naios.heartbeat.interval = 2s");

        var settings = Load(new SettingsSources("test", file, new Dictionary<string, string> { ["AIOS__SCORE__QUIET"] = "3s" }));

        Assert.Equal($"{file}:2:27", Place.Text(settings.OriginOf("aios.heartbeat.interval")));
        Assert.Equal("$AIOS__SCORE__QUIET", Place.Text(settings.OriginOf("aios.score.quiet")));
        Assert.Equal("hocon/profiles/test.conf", settings.OriginOf("aios.log.level").File);
        Assert.Equal("hocon/aios.conf", settings.OriginOf("aios.log.files").File);
        Assert.Equal("hocon/inspection.conf", settings.OriginOf("aios.inspection.max-line").File);
        Assert.Throws<KeyNotFoundException>(() => settings.OriginOf("aios.log.colour"));
    }

    [Fact]
    public void Lists_can_be_given_by_a_variable()
    {
        var settings = Load(
            SettingsSources.Default with
            {
                Environment = new Dictionary<string, string> { ["AIOS__TARGETS__PROCESSES"] = "[nginx, /run/redis.pid]" },
            }
        );

        Assert.Equal(["nginx", "/run/redis.pid"], settings.Targets.Processes);
    }

    [Fact]
    public void Other_variables_are_left_alone()
    {
        var others = new Dictionary<string, string>
        {
            ["AIOS_DATA"] = "/x",
            ["PATH"] = "/bin",
            ["aios__heartbeat__interval"] = "1",
        };

        Load(SettingsSources.Default with { Environment = others });
    }

    [Fact]
    public void A_file_may_ask_for_a_variable()
    {
        var file = _folder.Write("my.conf", "aios.targets.folders = [${DATA_DISK}]");

        var settings = Load(new SettingsSources("local", file, new Dictionary<string, string> { ["DATA_DISK"] = "/srv" }));

        Assert.Equal(["/srv"], settings.Targets.Folders);
    }

    [Fact]
    public void The_files_of_a_folder_are_laid_over_one_another_by_name()
    {
        _folder.Write("10-a.conf", "aios.log.files = 6\naios.log.level = warn");
        _folder.Write("20-b.conf", "aios.log.files = 7");
        _folder.Write("30-c.txt", "not = read");
        _folder.Write(".40-d.conf", "not = read");

        var settings = Load(SettingsSources.Default with { Config = _folder.Path });

        Assert.Equal(7, settings.Log.Files);
        Assert.Equal(LogLevel.Warn, settings.Log.Level);
    }

    [Fact]
    public void A_folder_may_hold_profiles_of_its_own()
    {
        _folder.Write("site.conf", "aios.log.files = 6");
        _folder.Write("profiles/night.conf", "aios { log { files = 9, level = error } }");

        var settings = Load(SettingsSources.Default with { Config = _folder.Path, Profile = "night" });

        Assert.Equal(6, settings.Log.Files);
        Assert.Equal(LogLevel.Error, settings.Log.Level);
    }

    [Fact]
    public void The_engines_keys_pass_through()
    {
        var file = _folder.Write("my.conf", "akka.loglevel = DEBUG");

        var settings = Load(SettingsSources.Default with { Config = file });

        Assert.Equal("DEBUG", Assert.IsType<HoconScalar>(settings.Tree.Find("akka.loglevel")).Text);
    }

    [Fact]
    public void A_file_that_is_a_symbolic_link_is_followed()
    {
        var real = _folder.Write("real/site.conf", "aios.log.files = 6");
        File.CreateSymbolicLink(_folder.Below("site.conf"), real);

        Assert.Equal(6, Load(SettingsSources.Default with { Config = _folder.Path }).Log.Files);
    }

    private static NodeSettings Load(SettingsSources sources)
    {
        var result = SettingsLoader.Load(sources);
        Assert.Equal("", result.ErrorText);
        return result.Settings!;
    }
}
