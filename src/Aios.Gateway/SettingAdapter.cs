using Aios.Gateway.Files;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway;

/// <summary>A setting of this node that can change while it runs.</summary>
/// <param name="Read">The value now.</param>
/// <param name="Write">Takes a new one; gives what is allowed when it does not.</param>
public sealed record RuntimeSetting(string Key, Func<string> Read, Func<string, string?> Write);

/// <summary>Gives a setting another value until the next start, after it has kept the one before.</summary>
public sealed class SettingAdapter(IReadOnlyList<RuntimeSetting> settings, SnapshotStore snapshots) : IEffectAdapter, IRestores
{
    string IEffectAdapter.Kind => "set";

    string IRestores.Kind => "setting";

    public Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        var wanted = (EffectAction.SetSetting)action;
        return FileScope.Guarded(() =>
            Find(wanted.Key) is not { } setting
                ? new AdapterResult(
                    EffectResult.Refused,
                    $"{Shown.Quote(wanted.Key)} does not change while the node runs; possible are {string.Join(", ", settings.Select(each => each.Key))}"
                )
                : Set(setting, wanted.Value, snapshots.Keep(wanted.Snapshot, new Snapshot("setting", [], setting.Key, setting.Read())))
        );
    }

    public Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout) =>
        FileScope.Guarded(() =>
            snapshot is { Key: { } key, Value: { } value } && Find(key) is { } setting
                ? Set(setting, value, snapshot)
                : new AdapterResult(EffectResult.Refused, $"{name} is of no setting that changes while the node runs")
        );

    private static AdapterResult Set(RuntimeSetting setting, string value, Snapshot before) =>
        setting.Write(value) is { } allowed
            ? new AdapterResult(EffectResult.Refused, $"{setting.Key} ({Shown.Clean(value)}) must be {allowed}")
            : new AdapterResult(EffectResult.Ok, $"{setting.Key} is {Shown.Clean(value)} until the next start; it was {before.Value}");

    private RuntimeSetting? Find(string key) => settings.FirstOrDefault(setting => setting.Key == key);
}
