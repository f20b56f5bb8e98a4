using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aios.Actors.Wire;
using Aios.Loop.Incidents;
using Aios.Loop.Safety;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Spine;

/// <summary>The shape of a whole recollection. Only the code that wrote it reads it: it may change at any time.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    Converters = [
        typeof(RunIdConverter),
        typeof(PlaybookIdConverter),
        typeof(EventIdConverter),
        typeof(IncidentIdConverter),
        typeof(PairsConverter<AlertKey, RecordedEvent>),
        typeof(PairsConverter<(PlaybookId, string), long>),
        typeof(PairsConverter<CircuitKey, ImmutableList<CircuitMark>>),
        typeof(PairsConverter<IncidentKey, Evidence>),
        typeof(PairsConverter<IncidentKey, IncidentId>),
        typeof(PairsConverter<IncidentKey, (long, long)>),
    ]
)]
[JsonSerializable(typeof(Recollection))]
[JsonSerializable(typeof((AlertKey, RecordedEvent)[]))]
[JsonSerializable(typeof(((PlaybookId, string), long)[]))]
[JsonSerializable(typeof((CircuitKey, ImmutableList<CircuitMark>)[]))]
[JsonSerializable(typeof((IncidentKey, Evidence)[]))]
[JsonSerializable(typeof((IncidentKey, IncidentId)[]))]
[JsonSerializable(typeof((IncidentKey, (long, long))[]))]
internal sealed partial class MemoryContext : JsonSerializerContext;

/// <summary>A dictionary whose keys are no texts, as a list of pairs.</summary>
internal sealed class PairsConverter<TKey, TValue> : JsonConverter<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    public override ImmutableDictionary<TKey, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, Shape(options))!.ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2);

    public override void Write(Utf8JsonWriter writer, ImmutableDictionary<TKey, TValue> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value.Select(pair => (pair.Key, pair.Value))], Shape(options));

    private static JsonTypeInfo<(TKey, TValue)[]> Shape(JsonSerializerOptions options) =>
        (JsonTypeInfo<(TKey, TValue)[]>)options.GetTypeInfo(typeof((TKey, TValue)[]));
}
