using Aios.Gateway.Files;
using Aios.Loop.Effects;
using Aios.Loop.Vocabulary;

namespace Aios.Gateway;

/// <summary>The settings of this node that can change while it runs.</summary>
public interface IRuntimeSettings
{
    /// <summary>Their names.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>The value that holds, as the file of settings would have it.</summary>
    string Read(string key);

    /// <summary>Gives a setting another value; the answer comes when that is on record and in force.</summary>
    /// <param name="timeout">More than 0. Without an answer by then the result is <see cref="EffectResult.Timeout"/>, and it may still come into force.</param>
    Task<AdapterResult> Set(string key, string value, RunId run, string step, TimeSpan timeout);

    /// <summary>Takes back what this step of this run set; what other steps set is left alone.</summary>
    Task<AdapterResult> TakeBack(string key, RunId run, string step, TimeSpan timeout);
}

/// <summary>Gives a setting another value, over restarts too, after it has kept the one before.</summary>
public sealed class SettingAdapter(IRuntimeSettings settings, SnapshotStore snapshots) : IEffectAdapter, IRestores
{
    string IEffectAdapter.Kind => "set";

    string IRestores.Kind => "setting";

    public async Task<AdapterResult> Do(EffectAction action, TimeSpan timeout)
    {
        var wanted = (EffectAction.SetSetting)action;
        if (!settings.Keys.Contains(wanted.Key))
            return new AdapterResult(
                EffectResult.Refused,
                $"{Shown.Quote(wanted.Key)} does not change while the node runs; possible are {string.Join(", ", settings.Keys)}"
            );
        var before = "";
        var kept = await FileScope.Guarded(() =>
        {
            before = snapshots.Keep(wanted.Snapshot, new Snapshot("setting", [], wanted.Key, settings.Read(wanted.Key))).Value!;
            return new AdapterResult(EffectResult.Ok, "");
        });
        if (kept.Result != EffectResult.Ok)
            return kept;
        var (run, step) = OwnerOf(wanted.Snapshot);
        var done = await settings.Set(wanted.Key, wanted.Value, run, step, timeout);
        return done.Result == EffectResult.Ok ? done with { Detail = $"{done.Detail}; before it was {Shown.Clean(before)}" } : done;
    }

    public Task<AdapterResult> Restore(string name, Snapshot snapshot, TimeSpan timeout) =>
        snapshot.Key is { } key && OwnerOf(name) is var (run, step)
            ? settings.TakeBack(key, run, step, timeout)
            : Task.FromResult(new AdapterResult(EffectResult.Refused, $"{name} is of no setting"));

    /// <param name="name"><c>RUN/STEP</c></param>
    private static (RunId Run, string Step) OwnerOf(string name)
    {
        var cut = name.LastIndexOf('/');
        return (new RunId(name[..Math.Max(0, cut)]), name[(cut + 1)..]);
    }
}
