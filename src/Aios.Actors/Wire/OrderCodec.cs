using System.Text.Json;
using Aios.Loop.Safety;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Safety.OrdersProtocol;

namespace Aios.Actors.Wire;

/// <summary>What people ordered, as events, and what of it the counts hear.</summary>
public static class OrderCodec
{
    public const string Source = "aios/orders";

    /// <summary>Those that change what is counted.</summary>
    public static IReadOnlyList<string> Types { get; } = [EventTypes.CircuitReset, EventTypes.FuseReset, EventTypes.PlaybookEnabled];

    public static (string Type, Severity Severity, JsonElement Payload) Write(IEvent fact) =>
        fact switch
        {
            PlaybookEnabled { Shape: var shape } it => Note(
                EventTypes.PlaybookEnabled,
                it,
                ("playbook", it.Playbook),
                ("meaning", shape.Meaning),
                ("steps", shape.Steps),
                ("risk", shape.Risk.ToString().ToLowerInvariant()),
                ("scope", shape.Scope.ToString().ToLowerInvariant())
            ),
            PlaybookDisabled it => Note(EventTypes.PlaybookDisabled, it, ("playbook", it.Playbook), ("reason", it.Reason)),
            PlaybookForgotten it => Note(EventTypes.PlaybookForgotten, it, ("playbook", it.Playbook)),
            Frozen it => Note(EventTypes.SafetyFrozen, it, ("playbook", it.Playbook), ("reason", it.Reason)),
            Thawed it => Note(EventTypes.SafetyThawed, it, ("playbook", it.Playbook)),
            SilenceAdded { Silence: var silence } it => Note(
                EventTypes.SilenceAdded,
                it,
                ("silence", silence.Id),
                ("type", silence.Type),
                ("event_source", silence.Source),
                ("target", silence.Target),
                ("when", silence.When),
                ("from", Utc.Text(silence.FromWall)),
                ("until", Utc.Text(silence.UntilWall)),
                ("reason", silence.Reason)
            ),
            SilenceRemoved it => Note(EventTypes.SilenceRemoved, it, ("silence", it.Id)),
            _ => throw new InvalidOperationException($"no event for {fact.GetType().Name}"),
        };

    /// <summary>What has no state of its own: the log alone remembers it.</summary>
    public static (string Type, Severity Severity, JsonElement Payload) Write(ICommand command) =>
        command switch
        {
            ResetCircuits it => (
                EventTypes.CircuitReset,
                Severity.Info,
                LooseJson.Object(("playbook", it.Playbook?.Value), ("target", it.Target), ("by", it.By))
            ),
            ResetFuse it => (EventTypes.FuseReset, Severity.Info, LooseJson.Object(("playbook", it.Playbook?.Value), ("by", it.By))),
            _ => throw new InvalidOperationException($"no event for {command.GetType().Name}"),
        };

    /// <summary>The playbook that the event says is enabled; null when it says something else, or is not this node's own.</summary>
    public static PlaybookId? EnabledBy(Event fact) => fact is { Source: Source, Type: EventTypes.PlaybookEnabled } ? Playbook(fact) : null;

    /// <summary>Null when the event is none of these, or not this node's own.</summary>
    public static SafetyProtocol.IEvent? Read(Event fact) =>
        fact.Source != Source
            ? null
            : fact.Type switch
            {
                EventTypes.CircuitReset => new SafetyProtocol.CircuitReset(Playbook(fact), Text(fact, "target"), fact.Timestamp),
                EventTypes.FuseReset => new SafetyProtocol.FuseReset(Playbook(fact), fact.Timestamp),
                _ => null,
            };

    private static (string, Severity, JsonElement) Note(string type, IEvent fact, params (string, object?)[] members) =>
        (type, fact is Frozen ? Severity.Error : Severity.Info, LooseJson.Object([.. members, ("by", fact.By)]));

    private static PlaybookId? Playbook(Event fact) => Text(fact, "playbook") is { } id ? new PlaybookId(id) : null;

    private static string? Text(Event fact, string member) =>
        fact.Payload is { ValueKind: JsonValueKind.Object } payload
        && payload.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
