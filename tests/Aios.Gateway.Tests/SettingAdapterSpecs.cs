using Aios.Gateway.Files;
using Aios.Gateway.Tests.Files;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway.Tests;

public sealed class SettingAdapterSpecs : IDisposable
{
    private readonly TargetArea _area = new();
    private readonly FakeSettings _node = new();
    private readonly SettingAdapter _settings;

    public SettingAdapterSpecs() => _settings = new SettingAdapter(_node, _area.Snapshots);

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task A_setting_changes_and_goes_back_to_what_it_was_also_after_a_repeat()
    {
        Assert.Equal("aios.log.level is debug; before it was info", (await Set("aios.log.level", "debug")).Detail);
        Assert.Equal("aios.log.level is debug; before it was info", (await Set("aios.log.level", "debug")).Detail);
        Assert.Equal(["debug by run-1 step", "debug by run-1 step"], _node.Told);

        Assert.Equal(EffectResult.Ok, (await Execute(new EffectAction.Restore("run-1/step"))).Result);
        Assert.Equal("back by run-1 step", _node.Told[^1]);
    }

    [Fact]
    public async Task What_does_not_change_is_refused_with_what_does()
    {
        var outcome = await Set("aios.targets.folders", "/");

        Assert.Equal((EffectResult.Refused, 0), (outcome.Result, _node.Told.Count));
        Assert.Contains("does not change while the node runs; possible are aios.log.level", outcome.Detail);
    }

    [Fact]
    public async Task What_the_owner_refuses_or_does_not_answer_is_the_outcome()
    {
        _node.Answer = new AdapterResult(EffectResult.Timeout, "aios.log.level: no answer");

        Assert.Equal(EffectResult.Timeout, (await Set("aios.log.level", "debug")).Result);
    }

    [Fact]
    public async Task The_undo_of_a_step_that_kept_nothing_says_so() =>
        Assert.Equal(EffectResult.NotFound, (await Execute(new EffectAction.Restore("run-1/step"))).Result);

    private Task<EffectOutcome> Set(string key, string value) => Execute(new EffectAction.SetSetting(key, value, "run-1/step"));

    private Task<EffectOutcome> Execute(EffectAction action) =>
        new Door(new FakeLedger(), TimeProvider.System, [_settings, new RestoreAdapter(_area.Snapshots, [_settings])]).Execute(
            Intents.Of(action)
        );

    private sealed class FakeSettings : IRuntimeSettings
    {
        private string _level = "info";

        public IReadOnlyList<string> Keys => ["aios.log.level"];

        public List<string> Told { get; } = [];

        public AdapterResult? Answer { get; set; }

        public string Read(string key) => _level;

        public Task<AdapterResult> Set(string key, string value, RunId run, string step, TimeSpan timeout)
        {
            Told.Add($"{value} by {run} {step}");
            _level = value;
            return Task.FromResult(Answer ?? new AdapterResult(EffectResult.Ok, $"{key} is {value}"));
        }

        public Task<AdapterResult> TakeBack(string key, RunId run, string step, TimeSpan timeout)
        {
            Told.Add($"back by {run} {step}");
            return Task.FromResult(new AdapterResult(EffectResult.Ok, $"{key} is as the files say"));
        }
    }
}
