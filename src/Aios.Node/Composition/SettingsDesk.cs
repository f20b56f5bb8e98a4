using Aios.Actors.Overrides;
using Aios.Actors.Spine;
using Aios.Gateway;
using Aios.Loop.Effects;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Akka.Actor;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Node.Composition;

/// <summary>Between steps, which know settings as text, and the actor that changes them.</summary>
internal sealed class SettingsDesk(NodeParts parts, Memory memory) : IRuntimeSettings
{
    private readonly ChangeableSettings _settings = new(WrittenOf(parts));

    // A run of before may go on before the whole tree stands.
    private readonly TaskCompletionSource<IActorRef> _actor = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Keys => ChangeableSettings.Keys;

    /// <summary>One line for each setting that a run changed and that holds so.</summary>
    public IEnumerable<string> InForce
    {
        get
        {
            var ignored = _settings.With(memory.Current.Overrides).Ignored;
            return memory
                .Current.Overrides.InForce.Where(each => !ignored.ContainsKey(each.Key))
                .Select(each => OverridesRules.Told(memory.Current.Overrides, each.Key));
        }
    }

    /// <summary>One line for each change that this version does not take.</summary>
    public IEnumerable<string> Ignored
    {
        get
        {
            var overrides = memory.Current.Overrides;
            return _settings
                .With(overrides)
                .Ignored.Select(each =>
                    $"{each.Key} ({Shown.Clean(overrides.Of(each.Key)!.Value)}), set by {overrides.Of(each.Key)!.Told}, is ignored: "
                    + $"it must be {each.Value}; 'aios config reset {each.Key}' forgets it"
                );
        }
    }

    /// <summary>The parts of a node that begins with what runs of before changed.</summary>
    public static NodeParts WithChanges(NodeParts parts, OverridesState overrides)
    {
        var settings = new ChangeableSettings(parts.Settings).With(overrides).Settings;
        return parts with { Settings = settings, Written = parts.Settings };
    }

    public void Meet(IActorRef actor) => _actor.TrySetResult(actor);

    public SettingsFound Find(OverridesState overrides)
    {
        var (settings, ignored) = _settings.With(overrides);
        return new SettingsFound(new ChangingSettings(settings.Heartbeat, settings.Sensors, settings.Scheduler), ignored)
        {
            Adopt = () => parts.LogAt(settings.Log.Level),
        };
    }

    public string Read(string key) => _settings.With(memory.Current.Overrides).Settings.Values.First(each => each.Key == key).Text;

    public Task<AdapterResult> Set(string key, string value, RunId run, string step, TimeSpan timeout) =>
        Ask(new SetSetting(key, value, run, step), timeout);

    public Task<AdapterResult> TakeBack(string key, RunId run, string step, TimeSpan timeout) => Ask(new TakeBack(key, run, step), timeout);

    private async Task<AdapterResult> Ask(ICommand command, TimeSpan timeout)
    {
        try
        {
            var actor = await _actor.Task.WaitAsync(timeout, parts.Time);
            return await actor.Ask<IReply>(command, timeout) switch
            {
                Settled settled => new AdapterResult(EffectResult.Ok, settled.Said),
                Refused refused => new AdapterResult(EffectResult.Refused, refused.Refusal.ToString()),
                NotTaken late => new AdapterResult(EffectResult.Error, $"{command.Key}: {late.Why}"),
                var other => new AdapterResult(EffectResult.Error, $"the settings answered {other.GetType().Name}"),
            };
        }
        catch (Exception fault) when (fault is TimeoutException or AskTimeoutException)
        {
            return new AdapterResult(EffectResult.Timeout, $"{command.Key}: no answer within {timeout}; it may still come into force");
        }
    }

    private static NodeSettings WrittenOf(NodeParts parts) => parts.Written ?? parts.Settings;
}
