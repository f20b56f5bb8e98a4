using System.Text.Json;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Scheduling;

/// <summary>What an event speaks of. Two events with the same key tell about one thing, and the later one knows better.</summary>
/// <param name="Family">The type up to its first dot.</param>
/// <param name="Target">What a sensor named, or the sender's own key.</param>
public sealed record EventKey(string Source, string Family, string Target)
{
    // Asked several times on an event's way through the queue.
    private readonly int _hash = HashCode.Combine(Source, Family, Target);

    public override int GetHashCode() => _hash;

    /// <summary><c>payload.sensor</c> and <c>payload.target</c>, else <c>payload.key</c>, else none.</summary>
    public static EventKey? Of(Event fact)
    {
        if (fact.Payload is not { ValueKind: JsonValueKind.Object } payload)
            return null;
        var target =
            AlertKey.Of(fact) is { } alert ? $"{alert.Sensor}/{alert.Target}"
            : payload.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()
            : null;
        return string.IsNullOrEmpty(target) ? null : new EventKey(fact.Source, EventTypes.Family(fact.Type), target);
    }
}
