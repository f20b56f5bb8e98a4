using System.Buffers;
using System.Text.Json;
using Aios.Loop.Vocabulary;

namespace Aios.Loop.Surface.Verbs;

/// <summary>The answers of a verb in <c>aios.cmd/1</c>, one JSON object per line: items, progress, and one end.</summary>
public static class VerbFrames
{
    public const string Version = "aios.cmd/1";

    public static ReadOnlyMemory<byte> Item(string id, JsonElement item) =>
        Answer(
            id,
            "item",
            writer =>
            {
                writer.WritePropertyName("item");
                item.WriteTo(writer);
            }
        );

    public static ReadOnlyMemory<byte> Progress(string id, string text) =>
        Answer(id, "progress", writer => writer.WriteString("text", text));

    public static ReadOnlyMemory<byte> End(string id, int code, string? error) =>
        Answer(
            id,
            "end",
            writer =>
            {
                writer.WriteNumber("code", code);
                if (error is not null)
                    writer.WriteString("error", error);
            }
        );

    /// <summary>One frame with its line feed.</summary>
    public static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, LooseJson.WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Answer(string id, string kind, Action<Utf8JsonWriter> rest) =>
        Line(writer =>
        {
            writer.WriteString("v", Version);
            writer.WriteString("id", id);
            writer.WriteString("kind", kind);
            rest(writer);
        });
}
