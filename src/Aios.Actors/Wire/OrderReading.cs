using System.Globalization;
using System.Text.Json;
using Aios.Loop.Effects;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Wire;

/// <summary>What people ordered, read back from the events that say so.</summary>
public static class OrderReading
{
    /// <summary>Every type that says an order.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        EventTypes.PlaybookEnabled,
        EventTypes.PlaybookDisabled,
        EventTypes.PlaybookForgotten,
        EventTypes.SafetyFrozen,
        EventTypes.SafetyThawed,
        EventTypes.SilenceAdded,
        EventTypes.SilenceRemoved,
    ];

    /// <summary>With what the event says; the same when it says no order of this node.</summary>
    public static OrdersFound Apply(OrdersFound found, Event fact)
    {
        if (fact.Source != OrderCodec.Source || fact.Payload is not { ValueKind: JsonValueKind.Object } payload)
            return found;
        var (by, at) = (Text(payload, "by") ?? "", fact.Timestamp);
        var (playbook, reason) = (Text(payload, "playbook"), Text(payload, "reason") ?? "");
        return fact.Type switch
        {
            EventTypes.PlaybookEnabled when playbook is { } id && Shape(payload) is { } shape => found.With(
                new PlaybookEnabled(id, shape, by, at)
            ),
            EventTypes.PlaybookEnabled when playbook is { } id => found.WithUntold(id),
            EventTypes.PlaybookDisabled when playbook is { } id => found.With(new PlaybookDisabled(id, reason, by, at)),
            EventTypes.PlaybookForgotten when playbook is { } id => found.With(new PlaybookForgotten(id, by, at)),
            EventTypes.SafetyFrozen => found.With(new Frozen(playbook, reason, by, at)),
            EventTypes.SafetyThawed => found.With(new Thawed(playbook, by, at)),
            EventTypes.SilenceAdded when Silence(payload, by, reason) is { } silence => found.With(new SilenceAdded(silence, by, at)),
            EventTypes.SilenceRemoved when Text(payload, "silence") is { } id => found.With(new SilenceRemoved(id, by, at)),
            _ => found,
        };
    }

    /// <summary>What a person trusted, as <see cref="OrderCodec"/> writes it; null in events of before it was written.</summary>
    private static PlaybookShape? Shape(JsonElement payload) =>
        Text(payload, "meaning") is { } meaning
        && Text(payload, "steps") is { } steps
        && Enum.TryParse<Risk>(Text(payload, "risk"), ignoreCase: true, out var risk)
        && Enum.TryParse<TargetScope>(Text(payload, "scope"), ignoreCase: true, out var scope)
            ? new PlaybookShape(meaning, steps, risk, scope)
            : null;

    private static Silence? Silence(JsonElement payload, string by, string reason) =>
        Text(payload, "silence") is { } id
        && Text(payload, "type") is { } type
        && Time(payload, "from") is { } from
        && Time(payload, "until") is { } until
            ? new Silence(id, type, Text(payload, "event_source"), Text(payload, "target"), Text(payload, "when"), from, until, reason, by)
            : null;

    private static long? Time(JsonElement payload, string member) =>
        DateTimeOffset.TryParse(Text(payload, member), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;

    private static string? Text(JsonElement payload, string member) =>
        payload.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
