using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Loop.Overrides;

/// <summary>What a change of a setting comes to.</summary>
public static class OverridesRules
{
    /// <summary>Nothing: it is so already, as after a step that is repeated.</summary>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    public static Decision<IEvent> Decide(OverridesState state, ICommand command, long now) =>
        command switch
        {
            SetSetting set => state.Of(set.Key) is { } top && top.IsOf(set.Run, set.Step) && top.Value == set.Value
                ? Decision<IEvent>.Nothing
                : Decision<IEvent>.Of(new SettingChanged(set.Key, set.Value, set.Run, set.Step, now)),
            TakeBack back => state.Has(back.Key, back.Run, back.Step)
                ? Decision<IEvent>.Of(new SettingRestored(back.Key, back.Run, back.Step))
                : Decision<IEvent>.Nothing,
            ResetSetting reset => state.Of(reset.Key) is not null
                ? Decision<IEvent>.Of(new SettingReset(reset.Key, reset.By))
                : Decision<IEvent>.Refused(
                    new Refusal(
                        "setting",
                        reset.Key,
                        "no run changed it: the value of the files holds",
                        "'aios config diff' lists what differs and why"
                    )
                ),
            _ => throw new InvalidOperationException($"the overrides do not know {command.GetType().Name}"),
        };

    /// <summary>Why a value of a step is not taken.</summary>
    /// <param name="allowed">In words that follow "must be".</param>
    public static Refusal NotAllowed(SetSetting set, string allowed) =>
        new("setting", set.Key, $"{Shown.Quote(set.Value)} must be {allowed}", "correct the step's value");

    /// <summary>What holds after a command, for people.</summary>
    public static string Told(OverridesState after, string key) =>
        after.Of(key) is { } holds
            ? $"{key} is {Shown.Clean(holds.Value)} by {holds.Told}, over restarts too; 'aios config reset {key}' ends it"
            : $"{key} is as the files say";
}
