using Aios.Loop.Safety;
using Aios.Loop.Scheduling;
using Aios.Loop.Scoring;
using Aios.Loop.Sensing;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Tests.Settings;

public sealed class ShippedSettingsSpecs
{
    private static readonly NodeSettings Shipped = Load(SettingsSources.Default);

    [Fact]
    public void Keys_in_the_files_equal_the_keys_that_are_read()
    {
        var written = ModuleFiles
            .Modules.SelectMany(name => Leaves(Hocon.Parse(ModuleFiles.Read(name), name), ""))
            .Where(key => key.StartsWith("aios."));

        Assert.Equal(written.Order(), Shipped.Values.Select(value => value.Key).Order());
    }

    [Fact]
    public void Defaults_in_the_files_equal_the_documented_ones()
    {
        Assert.Equal(HeartbeatSettings.Default, Shipped.Heartbeat);
        Assert.Equal(SensingSettings.Default, Shipped.Sensors);
        Assert.Empty(Shipped.Targets.Processes);
        Assert.Empty(Shipped.Targets.Folders);
        Assert.Equal(SchedulingSettings.Default, Shipped.Scheduler);
        Assert.Equal(ScoringSettings.Default, Shipped.Score);
        Assert.Equal(SafetySettings.Default, Shipped.Safety);
        Assert.Equal(LogSettings.Default, Shipped.Log);
        Assert.Equal(ShutdownSettings.Default, Shipped.Shutdown);
        Assert.Equal(InspectionSettings.Default, Shipped.Inspection);
    }

    [Fact]
    public void Every_key_has_a_comment_above_it_or_above_its_object()
    {
        var lines = ModuleFiles.Read("hocon/aios.conf").Split('\n');
        foreach (var value in Shipped.Values.Where(value => value.Origin.File == "hocon/aios.conf"))
        {
            var at = value.Origin.Line - 1;
            while (at > 0 && lines[at].Trim().Length > 0 && !lines[at].TrimStart().StartsWith('#'))
                at--;
            Assert.True(lines[at].TrimStart().StartsWith('#'), $"{value.Key} at line {value.Origin.Line} has no comment");
        }
    }

    [Theory]
    [InlineData("local")]
    [InlineData("test")]
    [InlineData("demo")]
    public void Each_profile_is_short_and_valid(string profile)
    {
        Assert.Contains(profile, ModuleFiles.Profiles);
        Assert.InRange(ModuleFiles.Read($"hocon/profiles/{profile}.conf").Split('\n').Length, 1, 40);
        Load(SettingsSources.Default with { Profile = profile });
    }

    [Fact]
    public void The_demo_shortens_windows_and_lowers_one_bound()
    {
        var demo = Load(SettingsSources.Default with { Profile = "demo" });

        Assert.Equal(TimeSpan.FromSeconds(3), demo.Sensors.ProcessCpu.WarnFor);
        Assert.Equal(TimeSpan.FromSeconds(1), demo.Sensors.ProcessInterval);
        string[] bound = ["aios.sensors.process-cpu.warn", "aios.sensors.process-cpu.clear", "aios.playbooks.shadow"];
        var all = demo.Values.Where(value => value.Origin.File == "hocon/profiles/demo.conf").ToArray();
        Assert.Equal(bound.Order(), all.Select(value => value.Key).Where(bound.Contains).Order());
        var changed = all.Where(value => !bound.Contains(value.Key)).ToArray();
        Assert.All(changed, value => Assert.Matches(@"\.(interval|warn-for|critical-for|cooldown|dwell|quiet)$", value.Key));
        Assert.All(
            changed,
            value => Assert.True(Duration(value) < Duration(Shipped.Values.Single(other => other.Key == value.Key)), value.Key)
        );
    }

    private static TimeSpan Duration(SettingValue value) =>
        HoconUnits.TryDuration(value.Text, out var duration) ? duration : throw new FormatException(value.Key);

    private static NodeSettings Load(SettingsSources sources)
    {
        var result = SettingsLoader.Load(sources);
        Assert.Equal("", result.ErrorText);
        return result.Settings!;
    }

    private static IEnumerable<string> Leaves(HoconObject parent, string path) =>
        parent.Members.SelectMany(member =>
            member.Value is HoconObject below ? Leaves(below, $"{path}{member.Key}.") : [$"{path}{member.Key}"]
        );
}
