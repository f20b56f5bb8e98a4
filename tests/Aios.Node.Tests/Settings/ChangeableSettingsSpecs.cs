using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Node.Tests.Settings;

public sealed class ChangeableSettingsSpecs
{
    private static readonly NodeSettings Shipped = SettingsLoader.Load(SettingsSources.Default).Settings!;

    [Theory]
    [InlineData("aios.heartbeat.interval", "5s", "between 100ms and 1m")]
    [InlineData("aios.sensors.cpu.warn", "95", "between 0 and 100 percent")]
    [InlineData("aios.sensors.memory.warn", "70", "between 0 and 100 percent")]
    [InlineData("aios.scheduler.max-concurrent", "8", "between 3 and 256 steps")]
    [InlineData("aios.scheduler.queue-capacity", "100", "between 16 and 1000000 events")]
    [InlineData("aios.log.level", "debug", "verbose, debug, info, warn or error")]
    public void Each_takes_what_its_file_would_and_names_what_it_would(string key, string value, string allowed)
    {
        Assert.Null(ChangeableSettings.RefuseValue(key, value));
        Assert.EndsWith(allowed, ChangeableSettings.RefuseValue(key, "1000000001"), StringComparison.Ordinal);
        Assert.EndsWith(allowed, ChangeableSettings.RefuseValue(key, "much"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_is_a_setting() =>
        Assert.All(ChangeableSettings.Keys, key => Assert.Contains(Shipped.Values, value => value.Key == key));

    [Fact]
    public void What_was_changed_holds_and_says_by_whom()
    {
        var (settings, ignored) = With(("aios.scheduler.max-concurrent", "8"), ("aios.log.level", "debug"));

        Assert.Empty(ignored);
        Assert.Equal((8, LogLevel.Debug), (settings.Scheduler.MaxConcurrent, settings.Log.Level));
        Assert.Equal("set by run r1, step more at 1970-01-01T00:00:01Z", Place.Text(settings.OriginOf("aios.scheduler.max-concurrent")));
        Assert.Equal(Shipped.OriginOf("aios.log.files"), settings.OriginOf("aios.log.files"));
    }

    [Fact]
    public void What_the_command_line_said_stays()
    {
        var written = Shipped with { Office = Shipped.Office with { Enabled = !Shipped.Office.Enabled } };

        Assert.Equal(written.Office, new ChangeableSettings(written).With(Changed(("aios.log.level", "debug"))).Settings.Office);
    }

    [Fact]
    public void What_this_version_does_not_take_is_left_out_by_its_name_and_the_rest_holds()
    {
        var (settings, ignored) = With(
            ("aios.scheduler.max-concurrent", "2"),
            ("aios.scheduler.gone", "1"),
            ("aios.log.level", "debug"),
            ("aios.sensors.cpu.warn", "60")
        );

        Assert.Equal((5, LogLevel.Debug, 80d), (settings.Scheduler.MaxConcurrent, settings.Log.Level, settings.Sensors.Cpu.Warn));
        Assert.Equal(
            ["aios.scheduler.gone", "aios.scheduler.max-concurrent", "aios.sensors.cpu.warn"],
            ignored.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("between 3 and 256 steps", ignored["aios.scheduler.max-concurrent"]);
        Assert.StartsWith("aios.heartbeat.interval, aios.sensors.cpu.warn", ignored["aios.scheduler.gone"]);
        Assert.Contains("aios.sensors.cpu.clear (70) must be at most warn (60)", ignored["aios.sensors.cpu.warn"]);
    }

    private static (NodeSettings Settings, IReadOnlyDictionary<string, string> Ignored) With(params (string, string)[] changes) =>
        new ChangeableSettings(Shipped).With(Changed(changes));

    private static OverridesState Changed(params (string Key, string Value)[] changes) =>
        changes.Aggregate(
            OverridesState.Empty,
            (state, change) => state.Apply(new SettingChanged(change.Key, change.Value, new RunId("r1"), "more", 1_000))
        );
}
