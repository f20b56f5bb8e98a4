using Aios.Node.Settings;

namespace Aios.Node.Tests.Settings;

public sealed class SettingMeaningSpecs
{
    private static readonly IReadOnlyList<SettingValue> Shipped = SettingsLoader.Load(SettingsSources.Default).Settings!.Values;

    [Fact]
    public void Every_setting_has_a_meaning() =>
        Assert.All(Shipped, value => Assert.True(SettingMeaning.Of(value.Key, value.Origin) is [{ Length: > 20 }, ..], value.Key));

    [Fact]
    public void Every_number_that_can_be_set_has_bounds()
    {
        string[] measured =
        [
            ScalarKinds.Duration.Allowed,
            ScalarKinds.Bytes.Allowed,
            ScalarKinds.Integer.Allowed,
            ScalarKinds.Long.Allowed,
            ScalarKinds.Number.Allowed,
        ];
        Assert.All(
            Shipped.Where(value => measured.Contains(value.Allowed)),
            value => Assert.True(SettingRange.Of(value) is { Length: > 3 }, $"{value.Key} takes any value")
        );
    }

    [Theory]
    [InlineData("aios.sensors.cpu.warn-for", "Use of all processors", "warn-for: 0s to 1d; too short")]
    [InlineData(
        "aios.sensors.http.cooldown",
        "Sends GET to each of",
        "cooldown: no second alert about the same target within this time; 0s to 24h"
    )]
    [InlineData("aios.scheduler.bound-p3", "Longest wait of an event by priority")]
    [InlineData("aios.approvals.within", "How long they have", "People are asked before a playbook does")]
    [InlineData("aios.office.bind", "IP addresses to listen on")]
    public void It_is_what_stands_above_the_key_and_around_it(string key, params string[] parts)
    {
        var meaning = SettingMeaning.Of(key, Shipped.Single(value => value.Key == key).Origin);
        Assert.All(parts, part => Assert.Contains(meaning, paragraph => paragraph.StartsWith(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_said_of_other_keys_is_left_out()
    {
        var meaning = SettingMeaning.Of(
            "aios.sensors.http.within",
            Shipped.Single(value => value.Key == "aios.sensors.http.within").Origin
        );
        Assert.Equal(3, meaning.Count);
        Assert.DoesNotContain(meaning, paragraph => paragraph.Contains("two bounds") || paragraph.Contains("failures"));
    }
}
