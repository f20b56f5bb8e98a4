using System.Buffers;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Office.Intake;

/// <summary>An alert as it was sent, with what tells alerts and groups apart.</summary>
internal static class AlertPayload
{
    private const int LongestPart = 60;

    private static readonly string[] OfGroup = ["groupKey", "receiver", "externalURL"];

    /// <summary>What is added: over members of these names in the alert itself it wins.</summary>
    private static readonly string[] Added = ["target", "key", .. OfGroup];

    /// <param name="name">The label <c>alertname</c>; null when there is none.</param>
    /// <param name="instance">The label <c>instance</c>; null when there is none.</param>
    public static JsonElement Of(JsonElement alert, JsonElement body, string fingerprint, string? name, string? instance)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            // Two alerts have two incidents, whatever else they share; firing and resolved have one. A resolved overtakes what waits.
            writer.WriteString("target", TargetOf(fingerprint, name, instance));
            writer.WriteString("key", fingerprint);
            foreach (var member in alert.EnumerateObject().Where(member => !Added.Contains(member.Name)))
                member.WriteTo(writer);
            foreach (var member in OfGroup)
                if (body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
                    writer.WriteString(member, value.GetString());
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>For people, and still of this one alert: <c>DiskFull/web-1:9100/1a30ba71cca2921f</c>.</summary>
    public static string TargetOf(string fingerprint, string? name, string? instance) =>
        string.Join('/', ((string?[])[Part(name), Part(instance), fingerprint]).Where(part => !string.IsNullOrEmpty(part)));

    private static string Part(string? text) =>
        Shown.Clean(
            text is { Length: > LongestPart } ? text[..(char.IsHighSurrogate(text[LongestPart - 1]) ? LongestPart - 1 : LongestPart)] : text
        );
}
