using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Loop.Effects.Approvals;
using Aios.Loop.Incidents;
using Aios.Loop.Vocabulary;

namespace Aios.Actors.Wire;

/// <summary>Ids are written as plain text.</summary>
internal abstract class IdConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException("an id is text"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(write(value));
}

internal sealed class RunIdConverter() : IdConverter<RunId>(text => new RunId(text), id => id.Value);

internal sealed class PlaybookIdConverter() : IdConverter<PlaybookId>(text => new PlaybookId(text), id => id.Value);

internal sealed class EventIdConverter() : IdConverter<EventId>(text => new EventId(text), id => id.Value);

internal sealed class ApprovalIdConverter() : IdConverter<ApprovalId>(text => new ApprovalId(text), id => id.Value);

internal sealed class IncidentIdConverter() : IdConverter<IncidentId>(text => new IncidentId(text), id => id.Value);
