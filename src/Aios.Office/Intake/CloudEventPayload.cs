using System.Buffers;
using System.Text.Json;
using Aios.Loop.Vocabulary;
using CloudNative.CloudEvents;

namespace Aios.Office.Intake;

/// <summary>The data of a CloudEvent as the payload of an event, with what its envelope says beside id, source, type and time.</summary>
internal static class CloudEventPayload
{
    /// <summary>Where the rest of the envelope stands: subject, extensions, what the data is.</summary>
    public const string Envelope = "cloudevent";

    private const string Json = "application/json";
    private static readonly string[] Elsewhere = ["id", "source", "time"];

    /// <param name="type">As the event has it; the one that was sent is kept when it is another.</param>
    /// <returns>Null when there is neither data nor anything to keep.</returns>
    /// <exception cref="ArgumentException">The data has a member <see cref="Envelope"/> of its own, or is of no kind that is known.</exception>
    public static JsonElement? Of(CloudEvent found, string type)
    {
        var kept = Kept(found, type);
        if (found.Data is null && kept.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            WriteData(writer, found.Data);
            if (kept.Count > 0)
            {
                writer.WriteStartObject(Envelope);
                foreach (var (name, value) in kept)
                    writer.WriteString(name, value);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static List<(string Name, string Value)> Kept(CloudEvent found, string type) =>
        [
            .. found
                .GetPopulatedAttributes()
                .Where(pair => !Elsewhere.Contains(pair.Key.Name))
                .Select(pair => (pair.Key.Name, Value: pair.Key.Format(pair.Value)))
                .Where(pair => !(pair.Name == "type" && pair.Value == type) && !(pair.Name == "datacontenttype" && pair.Value == Json))
                .OrderBy(pair => pair.Name, StringComparer.Ordinal),
        ];

    private static void WriteData(Utf8JsonWriter writer, object? data)
    {
        switch (data)
        {
            case null:
                break;
            case JsonElement { ValueKind: JsonValueKind.Object } members:
                if (members.TryGetProperty(Envelope, out _))
                    throw new ArgumentException($"data has a member '{Envelope}', which is kept for what the envelope says");
                foreach (var member in members.EnumerateObject())
                    member.WriteTo(writer);
                break;
            case JsonElement value:
                writer.WritePropertyName("data");
                value.WriteTo(writer);
                break;
            case string text:
                writer.WriteString("data", text);
                break;
            case byte[] bytes:
                writer.WriteBase64String("data_base64", bytes);
                break;
            default:
                throw new ArgumentException($"data is {data.GetType().Name}");
        }
    }
}
