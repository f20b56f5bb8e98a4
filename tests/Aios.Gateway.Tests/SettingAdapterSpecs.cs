using Aios.Gateway.Files;
using Aios.Gateway.Tests.Files;
using Aios.Loop.Effects;

namespace Aios.Gateway.Tests;

public sealed class SettingAdapterSpecs : IDisposable
{
    private readonly TargetArea _area = new();
    private readonly SettingAdapter _settings;
    private string _level = "info";

    public SettingAdapterSpecs() =>
        _settings = new SettingAdapter([new RuntimeSetting("aios.log.level", () => _level, Take)], _area.Snapshots);

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task A_setting_changes_and_goes_back_to_what_it_was_also_after_a_repeat()
    {
        Assert.Equal("aios.log.level is debug until the next start; it was info", (await Set("aios.log.level", "debug")).Detail);
        await Set("aios.log.level", "debug");
        Assert.Equal("debug", _level);

        Assert.Equal(EffectResult.Ok, (await Execute(new EffectAction.Restore("run-1/step"))).Result);
        Assert.Equal("info", _level);
    }

    [Theory]
    [InlineData("aios.targets.folders", "/", "does not change while the node runs; possible are aios.log.level")]
    [InlineData("aios.log.level", "loud", "aios.log.level (loud) must be debug or info")]
    public async Task What_does_not_change_is_refused_with_what_does(string key, string value, string words)
    {
        var outcome = await Set(key, value);

        Assert.Equal((EffectResult.Refused, "info"), (outcome.Result, _level));
        Assert.Contains(words, outcome.Detail);
    }

    private string? Take(string value)
    {
        if (value is not ("debug" or "info"))
            return "debug or info";
        _level = value;
        return null;
    }

    private Task<EffectOutcome> Set(string key, string value) => Execute(new EffectAction.SetSetting(key, value, "run-1/step"));

    private Task<EffectOutcome> Execute(EffectAction action) =>
        new Door(new FakeLedger(), TimeProvider.System, [_settings, new RestoreAdapter(_area.Snapshots, [_settings])]).Execute(
            Intents.Of(action)
        );
}
