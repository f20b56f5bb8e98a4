using System.Text.Json;
using Aios.Loop.Overrides;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Actors.Wire;

/// <summary>What became of settings, as events.</summary>
public static class OverrideCodec
{
    public const string Source = "aios/settings";

    public static IReadOnlyList<string> Types { get; } = [EventTypes.SettingChanged, EventTypes.SettingRestored, EventTypes.SettingReset];

    public static (string Type, Severity Severity, JsonElement Payload) Write(IEvent fact) =>
        fact switch
        {
            SettingChanged it => (
                EventTypes.SettingChanged,
                Severity.Warn,
                LooseJson.Object(("key", it.Key), ("value", it.Value), ("run", it.Run.Value), ("step", it.Step))
            ),
            SettingRestored it => (
                EventTypes.SettingRestored,
                Severity.Info,
                LooseJson.Object(("key", it.Key), ("run", it.Run.Value), ("step", it.Step))
            ),
            SettingReset it => (EventTypes.SettingReset, Severity.Info, LooseJson.Object(("key", it.Key), ("by", it.By))),
            _ => throw new InvalidOperationException($"no event for {fact.GetType().Name}"),
        };

    /// <summary>The same when the event says nothing about settings, or is not this node's own.</summary>
    public static OverridesState Apply(OverridesState state, Event fact) => Read(fact) is { } told ? state.Apply(told) : state;

    private static IEvent? Read(Event fact)
    {
        if (fact.Source != Source || fact.Payload is not { ValueKind: JsonValueKind.Object } payload || Text(payload, "key") is not { } key)
            return null;
        var (value, run, step) = (Text(payload, "value"), Text(payload, "run"), Text(payload, "step"));
        return fact.Type switch
        {
            EventTypes.SettingChanged when value is not null && run is not null && step is not null => new SettingChanged(
                key,
                value,
                new RunId(run),
                step,
                fact.Timestamp
            ),
            EventTypes.SettingRestored when run is not null && step is not null => new SettingRestored(key, new RunId(run), step),
            EventTypes.SettingReset => new SettingReset(key, Text(payload, "by") ?? ""),
            _ => null,
        };
    }

    private static string? Text(JsonElement payload, string member) =>
        payload.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
