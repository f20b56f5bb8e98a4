using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Reacting.ReactingProtocol;

namespace Aios.Actors.Wire;

/// <summary>The reactor's facts that outlive a process, as members of its events <c>reactor.*</c>, and back.</summary>
public static class ReactorCodec
{
    public const string Source = "aios/reactor";
    private const string Fact = "fact";

    /// <summary>Types that <see cref="Read"/> reads.</summary>
    public static IReadOnlyList<string> Types { get; } = [EventTypes.ReactorWindow, EventTypes.ReactorWaiting, EventTypes.ReactorReleased];

    /// <summary>Null for a fact that other records tell: a plan, a reason.</summary>
    public static (string Type, (string Name, object? Value) Member)? Write(IEvent fact) =>
        fact switch
        {
            WindowsMoved moved => (EventTypes.ReactorWindow, (Fact, Json(moved, WireContext.Default.WindowsMoved))),
            EventHeld held => (EventTypes.ReactorWaiting, (Fact, Json(held.Held, WireContext.Default.HeldEvent))),
            EventReleased released => (EventTypes.ReactorReleased, (Fact, Json(released, WireContext.Default.EventReleased))),
            _ => null,
        };

    /// <summary>Null when the event is none of these facts, or one of a version that is not known here.</summary>
    public static IEvent? Read(Event fact)
    {
        if (
            fact.Source != Source
            || fact.Payload is not { ValueKind: JsonValueKind.Object } payload
            || !payload.TryGetProperty(Fact, out var told)
        )
            return null;
        try
        {
            return fact.Type switch
            {
                EventTypes.ReactorWindow => told.Deserialize(WireContext.Default.WindowsMoved),
                EventTypes.ReactorWaiting => told.Deserialize(WireContext.Default.HeldEvent) is { } held ? new EventHeld(held, null) : null,
                EventTypes.ReactorReleased => told.Deserialize(WireContext.Default.EventReleased),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static JsonElement Json<T>(T fact, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToElement(fact, shape);
}
